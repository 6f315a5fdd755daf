package studio.kintsugi.imaging.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

/** Pictures, profiles and metadata for tests. */
public final class Samplers {
    private Samplers() {}

    /** A smooth picture with something different in every corner, its values whole steps of {@code depth}. */
    static Picture smooth(int width, int height, BitDepth depth, boolean alpha) {
        float[][] planes = new float[3][width * height];
        float[] opacity = alpha ? new float[width * height] : null;
        double max = depth == BitDepth.EIGHT ? 255 : depth == BitDepth.SIXTEEN ? 65535 : 1e7;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double[] values = {(x + 0.5) / width, (y + 0.5) / height, 0.5 + 0.4 * Math.sin(x * 0.1 + y * 0.2)};
                for (int c = 0; c < 3; c++) {
                    planes[c][i] = (float) (Math.round(values[c] * max) / max);
                }
                if (alpha) {
                    opacity[i] = (float) (Math.round(x / (double) width * max) / max);
                }
            }
        }
        return new Picture(width, height, planes, opacity,
                new PictureInfo(depth, false, ColorProfile.SRGB, Metadata.NONE));
    }

    static Picture noise(int width, int height, long seed) {
        Random random = new Random(seed);
        float[][] planes = new float[3][width * height];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextFloat();
            }
        }
        return Picture.of(width, height, planes);
    }

    static Picture gray(int width, int height, BitDepth depth) {
        float[] plane = smooth(width, height, depth, false).plane(0);
        return new Picture(width, height, new float[][] {plane, plane, plane}, null,
                new PictureInfo(depth, true, ColorProfile.SRGB, Metadata.NONE));
    }

    /** The largest difference of any colour value. */
    static double difference(Picture a, Picture b) {
        double worst = a.width() == b.width() && a.height() == b.height() ? 0 : Double.NaN;
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < a.plane(c).length; i++) {
                worst = Math.max(worst, Math.abs(a.plane(c)[i] - b.plane(c)[i]));
            }
        }
        return worst;
    }

    /** EXIF with an orientation, a make and an exposure time. */
    public static byte[] exif(int orientation) {
        ByteBuffer out = ByteBuffer.allocate(78);
        out.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 3);
        out.putShort((short) 0x010F).putShort((short) 2).putInt(6).putInt(50);
        out.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        out.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(56).putInt(0);
        out.put("Kiln1\0".getBytes(StandardCharsets.ISO_8859_1));
        out.putShort((short) 1).putShort((short) 0x8827).putShort((short) 3).putInt(1).putShort((short) 400)
                .putShort((short) 0).putInt(0);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    static Metadata metadata(int orientation) {
        byte[] iptc = {0x1c, 2, 5, 0, 5, 'T', 'i', 't', 'l', 'e'};
        byte[] xmp = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">é</x:xmpmeta>".getBytes(StandardCharsets.UTF_8);
        return new Metadata(exif(orientation), iptc, xmp);
    }

    /** An ICC profile with the primaries of Adobe RGB (1998) and gamma 2.2. */
    public static byte[] adobeRgb() {
        double[][] xyz = {{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}};
        String[] names = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "wtpt", "desc", "cprt"};
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(4 + 12 * names.length).putInt(names.length);
        int base = 128 + table.capacity();
        for (int i = 0; i < names.length; i++) {
            ByteBuffer tag = switch (i) {
                case 0, 1, 2 -> xyzTag(xyz[i]);
                case 6 -> xyzTag(new double[] {0.9642, 1, 0.8249});
                case 7 -> ByteBuffer.allocate(104).put(bytes("desc")).putInt(0).putInt(5).put(bytes("Test\0"));
                case 8 -> ByteBuffer.allocate(16).put(bytes("text")).putInt(0).put(bytes("None\0"));
                default -> ByteBuffer.allocate(16).put(bytes("curv")).putInt(0).putInt(1).putShort((short) 0x0233);
            };
            table.put(bytes(names[i])).putInt(base + tags.size()).putInt(tag.capacity());
            tags.writeBytes(tag.array());
        }
        ByteBuffer profile = ByteBuffer.allocate(base + tags.size());
        profile.putInt(profile.capacity()).putInt(0).putInt(0x02100000).put(bytes("mntrRGB XYZ "));
        profile.position(36).put(bytes("acsp"));
        profile.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
        profile.position(128).put(table.array()).put(tags.toByteArray());
        return profile.array();
    }

    private static ByteBuffer xyzTag(double[] xyz) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(bytes("XYZ ")).putInt(0);
        for (double v : xyz) {
            tag.putInt((int) Math.round(v * 65536));
        }
        return tag;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
