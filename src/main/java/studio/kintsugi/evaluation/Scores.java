package studio.kintsugi.evaluation;

/**
 * Means over the pictures of a set.
 *
 * @param pictures how many
 * @param psnrOfInput of what the model was given, dB
 * @param psnr of what it made of that, dB
 * @param ssimOfInput likewise
 * @param ssim likewise
 * @param distanceOfInput as it looks to a network of features, NaN where none was asked
 * @param distance likewise
 * @param megapixelsPerSecond of all pictures together: of the input, or of the result where that is larger
 */
public record Scores(int pictures, double psnrOfInput, double psnr, double ssimOfInput, double ssim,
        double distanceOfInput, double distance, double megapixelsPerSecond) {
    /** Sums on the way to the means. */
    static final class Sums {
        private int pictures;
        private double psnrOfInput;
        private double psnr;
        private double ssimOfInput;
        private double ssim;
        private double distanceOfInput;
        private double distance;
        private double seconds;
        private double megapixels;

        /**
         * Adds a picture.
         *
         * @param pixels that count for the speed
         * @param took seconds
         */
        void add(long pixels, double took, Likeness before, Likeness after) {
            pictures++;
            seconds += took;
            megapixels += pixels / 1e6;
            psnrOfInput += before.psnr();
            psnr += after.psnr();
            ssimOfInput += before.ssim();
            ssim += after.ssim();
            distanceOfInput += before.distance();
            distance += after.distance();
        }

        int pictures() {
            return pictures;
        }

        Scores means() {
            return new Scores(pictures, psnrOfInput / pictures, psnr / pictures, ssimOfInput / pictures,
                    ssim / pictures, distanceOfInput / pictures, distance / pictures, megapixels / seconds);
        }
    }
}
