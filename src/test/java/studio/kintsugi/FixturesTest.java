package studio.kintsugi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class FixturesTest {
    @Test
    void aCaseThatIsNowhereFailsWithTheFullSetAndIsSkippedWithThePart() {
        Class<? extends Throwable> expected = Fixtures.areComplete() ? AssertionFailedError.class
                : TestAbortedException.class;
        Throwable thrown = assertThrows(Throwable.class, () -> Fixtures.cases("nafnet", "no such case"::equals));
        assertEquals(expected, thrown.getClass());
    }

    @Test
    void aCaseOfTheRepositorysPartIsFoundEitherWay() throws Exception {
        assertTrue(Fixtures.tolerance(Fixtures.cases("nafnet", "module_prefix"::equals).getFirst(), "output") > 0);
    }
}
