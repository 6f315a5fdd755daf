package studio.kintsugi;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A package uses what stands below it, never above. */
@AnalyzeClasses(packages = "studio.kintsugi", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("app").definedBy("studio.kintsugi.app..")
            .layer("cli").definedBy("studio.kintsugi.cli..")
            .layer("service").definedBy("studio.kintsugi.service..")
            .layer("recipe").definedBy("studio.kintsugi.edit..")
            .layer("viewport").definedBy("studio.kintsugi.viewport..")
            .layer("training").definedBy("studio.kintsugi.training..")
            .layer("models").definedBy("studio.kintsugi.models..")
            .layer("nn").definedBy("studio.kintsugi.nn..")
            .layer("store").definedBy("studio.kintsugi.store..")
            .layer("checkpoint").definedBy("studio.kintsugi.checkpoint..")
            .layer("imaging").definedBy("studio.kintsugi.imaging..")
            .whereLayer("app").mayNotBeAccessedByAnyLayer()
            .whereLayer("cli").mayOnlyBeAccessedByLayers("app")
            .whereLayer("service").mayOnlyBeAccessedByLayers("app", "cli")
            .whereLayer("viewport").mayOnlyBeAccessedByLayers("app", "cli")
            .whereLayer("training").mayOnlyBeAccessedByLayers("app", "cli", "service")
            .whereLayer("models").mayOnlyBeAccessedByLayers("app", "cli", "service", "viewport", "training")
            .whereLayer("nn").mayOnlyBeAccessedByLayers("models", "training", "service")
            .whereLayer("imaging").mayOnlyBeAccessedByLayers("app", "cli", "service", "recipe", "training");
}
