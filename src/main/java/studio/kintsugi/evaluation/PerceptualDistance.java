package studio.kintsugi.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.service.restoration.PictureTensors;

/**
 * How differently two pictures look to a network of features (LPIPS, Zhang et al., CVPR 2018, section 3, with the same
 * weight for every channel). The figure depends on the network: only distances by the same one compare.
 */
public final class PerceptualDistance implements AutoCloseable {
    /** Side of the pieces that pictures are looked at by, in pixels; also the least side that has all layers. */
    private static final int PIECE = 256;
    private static final int LEAST = 16;
    private static final float EPS = 1e-10f;

    private final NDManager manager = ComputeDevice.processor().newManager();
    private final Vgg features;

    /**
     * @param vgg weights of a network of VGG-19's depth
     */
    public PerceptualDistance(StateDict vgg) {
        features = new Vgg(new Parameters(manager, vgg));
    }

    /**
     * @param a of the size of {@code b}, at least 16 pixels wide and high
     * @return 0 for equal pictures, at most 20
     */
    public double between(Picture a, Picture b) {
        double sum = 0;
        long pixels = 0;
        for (int y = 0; a.height() - y >= LEAST; y += PIECE) {
            for (int x = 0; a.width() - x >= LEAST; x += PIECE) {
                Region piece = new Region(x, y, Math.min(PIECE, a.width() - x), Math.min(PIECE, a.height() - y));
                sum += piece.area() * ofPiece(a, b, piece);
                pixels += piece.area();
            }
        }
        if (pixels == 0) {
            throw new IllegalArgumentException("smaller than " + LEAST + " pixels");
        }
        return sum / pixels;
    }

    /** Σₗ of the means over all places of the squared distance of features, each of length 1. */
    private double ofPiece(Picture a, Picture b, Region piece) {
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> of = features.features(seen(scope, a, piece), Vgg.FIRST_RELUS);
            List<NDArray> target = features.features(seen(scope, b, piece), Vgg.FIRST_RELUS);
            double sum = 0;
            for (int i = 0; i < of.size(); i++) {
                NDArray difference = unit(of.get(i)).sub(unit(target.get(i)));
                sum += difference.square().sum(new int[] {1}).mean().getFloat();
            }
            return sum;
        }
    }

    private static NDArray unit(NDArray features) {
        return features.div(features.square().sum(new int[] {1}, true).sqrt().add(EPS));
    }

    private static NDArray seen(NDManager scope, Picture picture, Region piece) {
        return Vgg.normalized(PictureTensors.of(scope, picture, List.of(piece), 1));
    }

    @Override
    public void close() {
        manager.close();
    }
}
