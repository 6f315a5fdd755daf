package studio.kintsugi.imaging;

import java.util.Arrays;

/**
 * One of the fields with which PNG describes colours in place of a profile.
 *
 * @param name as PNG has it: {@code gAMA}, {@code cHRM} or {@code cICP}
 * @param body its bytes
 */
public record ColorTag(String name, byte[] body) {
    @Override
    public boolean equals(Object o) {
        return o instanceof ColorTag other && name.equals(other.name) && Arrays.equals(body, other.body);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(body);
    }
}
