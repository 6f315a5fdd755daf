package studio.kintsugi.service.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/** Background work of services, window and command line runs on the engine's threads and no others. */
@AnalyzeClasses(packages = "studio.kintsugi", importOptions = DoNotIncludeTests.class)
class JobThreadsTest {
    private static final String ENGINE = "studio.kintsugi.service.job..";
    /** Its thread draws; it does no jobs, and OpenGL ties it to one context. */
    private static final String VIEWPORT = "studio.kintsugi.ui.dream.ViewportPane";

    @ArchTest
    static final ArchRule ONE_PLACE_MAKES_THREADS_FOR_JOBS = noClasses()
            .that().resideInAnyPackage("studio.kintsugi.app..", "studio.kintsugi.cli..", "studio.kintsugi.ui..",
                    "studio.kintsugi.service..")
            .and().resideOutsideOfPackage(ENGINE)
            .and().doNotHaveFullyQualifiedName(VIEWPORT)
            .should().dependOnClassesThat().areAssignableTo(Executors.class)
            .orShould().dependOnClassesThat().areAssignableTo(ThreadPoolExecutor.class)
            .orShould().dependOnClassesThat().areAssignableTo(ForkJoinPool.class)
            .orShould().callMethod(Thread.class, "ofPlatform")
            .orShould().callMethod(Thread.class, "ofVirtual")
            .orShould().callMethod(Thread.class, "startVirtualThread", Runnable.class);
}
