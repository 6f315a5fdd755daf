package studio.kintsugi.field.mesh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A surface as binary STL for 3D printing, of {@link PrintSize}; the format has no colours. */
final class StlFile {
    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;

    private StlFile() {}

    static byte[] bytes(Surface surface) {
        List<float[]> places = PrintSize.millimetres(surface);
        Surface printed = new Surface(places, surface.triangles());
        ByteBuffer out = ByteBuffer.allocate(HEADER + 4 + TRIANGLE * surface.triangles().size())
                .order(ByteOrder.LITTLE_ENDIAN);
        out.position(HEADER).putInt(surface.triangles().size());
        for (int[] t : surface.triangles()) {
            float[] normal = printed.areaNormal(t);
            float length = (float) Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            for (float n : normal) {
                out.putFloat(length > 0 ? n / length : 0);
            }
            for (int corner : t) {
                float[] p = places.get(corner);
                out.putFloat(p[0]).putFloat(p[1]).putFloat(p[2]);
            }
            out.putShort((short) 0);
        }
        return out.array();
    }
}
