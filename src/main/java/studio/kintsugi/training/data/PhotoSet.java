package studio.kintsugi.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Photos held in memory as bytes, and patches cut from them: from any photo in proportion to its size, at any place,
 * mirrored and turned.
 */
public final class PhotoSet {
    private static final int CANDIDATES = 3;

    private final List<Photo> photos;
    private final long pixels;

    /**
     * One photo at one scale.
     *
     * @param width pixels
     * @param height pixels
     * @param rgb three bytes a pixel
     */
    public record Photo(String name, int width, int height, byte[] rgb) {}

    public PhotoSet(List<Photo> photos) {
        this.photos = List.copyOf(photos);
        this.pixels = photos.stream().mapToLong(p -> (long) p.width() * p.height()).sum();
    }

    public boolean isEmpty() {
        return photos.isEmpty();
    }

    public List<Photo> photos() {
        return photos;
    }

    /** Photos that are at least {@code side} pixels wide and high. */
    public PhotoSet atLeast(int side) {
        List<Photo> large = new ArrayList<>();
        for (Photo p : photos) {
            if (p.width() >= side && p.height() >= side) {
                large.add(p);
            }
        }
        return new PhotoSet(large);
    }

    /**
     * A square of {@code side} pixels: the more detailed of {@value #CANDIDATES} from anywhere, since an evenly drawn
     * one is mostly sky.
     */
    public Patch draw(int side, RandomGenerator random) {
        Place best = place(side, random);
        double most = best.detail(side);
        for (int i = 1; i < CANDIDATES; i++) {
            Place other = place(side, random);
            double detail = other.detail(side);
            if (detail > most) {
                best = other;
                most = detail;
            }
        }
        return cut(best.photo(), best.x(), best.y(), side, random.nextInt(8));
    }

    /** A square of {@code side} pixels from anywhere. */
    public Patch anywhere(int side, RandomGenerator random) {
        Place place = place(side, random);
        return cut(place.photo(), place.x(), place.y(), side, random.nextInt(8));
    }

    private Place place(int side, RandomGenerator random) {
        long at = random.nextLong(pixels);
        int i = 0;
        while (at >= (long) photos.get(i).width() * photos.get(i).height()) {
            at -= (long) photos.get(i).width() * photos.get(i).height();
            i++;
        }
        Photo photo = photos.get(i);
        return new Place(
                photo, random.nextInt(photo.width() - side + 1), random.nextInt(photo.height() - side + 1));
    }

    /** The left upper corner of a square. */
    private record Place(Photo photo, int x, int y) {
        /** Sum of the green channel's differences along a few rows. */
        double detail(int side) {
            double sum = 0;
            for (int v = 0; v < side; v += 4) {
                int row = ((y + v) * photo.width() + x) * 3 + 1;
                for (int u = 1; u < side; u++) {
                    sum += Math.abs((photo.rgb()[row + 3 * u] & 0xff) - (photo.rgb()[row + 3 * u - 3] & 0xff));
                }
            }
            return sum;
        }
    }

    /**
     * A square of a photo.
     *
     * @param symmetry which of the eight symmetries of the square: bit 0 mirrors, bit 1 flips, bit 2 transposes
     */
    public static Patch cut(Photo photo, int left, int top, int side, int symmetry) {
        Patch patch = Patch.blank(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int u = (symmetry & 4) == 0 ? x : y;
                int v = (symmetry & 4) == 0 ? y : x;
                u = (symmetry & 1) == 0 ? u : side - 1 - u;
                v = (symmetry & 2) == 0 ? v : side - 1 - v;
                int from = ((top + v) * photo.width() + left + u) * 3;
                for (int c = 0; c < 3; c++) {
                    patch.planes()[c][y * side + x] = (photo.rgb()[from + c] & 0xff) / 255f;
                }
            }
        }
        return patch;
    }
}
