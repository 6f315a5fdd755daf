package studio.kintsugi.service.restoration;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.service.job.JobRunner;

/**
 * The result of a step whose rows are read while later ones are made, one band of tiles ahead, so that a picture of any
 * size can be saved, and that the network need not wait for the file. What is held of the result are two bands.
 */
final class StreamedPicture implements RowSource {
    private final Picture input;
    private final int scale;
    private final int bandHeight;
    private final BlockingQueue<Band> bands = new LinkedBlockingQueue<>();
    /** Of bands that may be made before the one that is read was read. */
    private final Semaphore ahead = new Semaphore(1);
    /** Whether the reader has ended, well or not: bands that nobody reads need not be made. */
    private volatile boolean ended;
    private Picture band;
    private int bandTop;
    private int nextTop;

    private StreamedPicture(Picture input, int scale, int bandHeight) {
        this.input = input;
        this.scale = scale;
        this.bandHeight = bandHeight;
    }

    /** Makes bands. */
    interface Maker {
        Picture make(Region rows) throws KintsugiException;
    }

    /** A band of the result, or null where no more will come. */
    private record Band(Picture picture) {}

    /**
     * What a reader makes of the result. Bands are made on the calling thread, and read on another.
     *
     * @param bandHeight rows of {@code input} in a band
     * @param maker makes the band of the result that a band of {@code input} becomes
     * @throws KintsugiException of the maker, or else of the reader
     * @throws Exception what else either of them throws
     */
    static <R> R read(Picture input, int scale, int bandHeight, Maker maker, InferenceService.RowReader<R> reader)
            throws Exception {
        StreamedPicture rows = new StreamedPicture(input, scale, bandHeight);
        Future<R> reading = JobRunner.beside("rows", () -> {
            try {
                return reader.read(rows);
            } finally {
                rows.ended = true;
                rows.ahead.release(Integer.MAX_VALUE / 2);
            }
        });
        boolean made = false;
        try {
            rows.make(maker);
            made = true;
        } finally {
            rows.bands.add(new Band(null));
            if (!made) {
                // the file that it wrote is gone once it has ended
                awaitEnd(reading);
            }
        }
        try {
            return reading.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        }
    }

    private static void awaitEnd(Future<?> reading) throws InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException e) {
            // for want of bands: why there are none is what the maker says
        }
    }

    private void make(Maker maker) throws KintsugiException, InterruptedException {
        for (int top = 0; top < input.height(); top += bandHeight) {
            ahead.acquire();
            if (ended) {
                return;
            }
            bands.add(new Band(maker.make(new Region(0, top, input.width(), bandHeight).intersect(input.bounds()))));
        }
    }

    @Override
    public int width() {
        return Math.multiplyExact(input.width(), scale);
    }

    @Override
    public int height() {
        return Math.multiplyExact(input.height(), scale);
    }

    @Override
    public PictureInfo info() {
        return input.info();
    }

    @Override
    public boolean hasAlpha() {
        return input.hasAlpha();
    }

    @Override
    public boolean isGray() {
        return input.isGray();
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        while (y >= nextTop) {
            // first let go of, so that two bands are held and not three
            band = null;
            band = next();
            bandTop = nextTop;
            nextTop += band.height();
        }
        band.row(y - bandTop, into);
    }

    private Picture next() throws IOException {
        try {
            Picture next = bands.take().picture();
            if (next == null) {
                throw new IOException("the rest was not made");
            }
            ahead.release();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
