package studio.kintsugi.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that Windows keeps for itself or can't have. */
class FileNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"con", "CON.png", "nul.tar.gz", "Aux .jpg", "lpt1", "COM9.tif", "COM¹", "a.", "a.png ",
        "a:b", "a?.png", "", "a\tb"})
    void areFound(String name) {
        assertTrue(FileNames.isImpossibleSomewhere(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cone.png", "com.png", "COM10.png", "my con.png", ".hidden", "漢字🎨.png", "null", "a b.c"})
    void areNotSeenInOthers(String name) {
        assertFalse(FileNames.isImpossibleSomewhere(name));
    }
}
