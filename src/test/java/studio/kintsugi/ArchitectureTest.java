package studio.kintsugi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.deconvolution.DeconvolutionArchitecture;
import studio.kintsugi.models.registry.Architecture;

/** A package uses what stands below it, never above; each library stays in the layers that are made for it. */
@AnalyzeClasses(packages = "studio.kintsugi", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int MOST_CLASSES = 20;

    /** The layers from top to bottom, and what each may use beside itself and the base. */
    private static final Map<String, List<String>> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put("app", List.of("cli", "ui", "service", "compute", "models", "store", "settings"));
        LAYERS.put("cli", List.of("evaluation", "experiments", "service", "training", "compute", "models", "edit",
                "field", "imaging", "files", "store", "checkpoint"));
        LAYERS.put("ui", List.of("service", "viewport", "models", "edit", "field", "imaging", "files", "store",
                "checkpoint", "settings"));
        LAYERS.put("experiments", List.of("evaluation", "service", "training", "compute", "models", "nn", "field",
                "imaging", "files", "store", "checkpoint"));
        LAYERS.put("evaluation", List.of("service", "viewport", "compute", "models", "nn", "edit", "field", "imaging",
                "files", "store", "checkpoint"));
        LAYERS.put("service", List.of("training", "compute", "models", "nn", "edit", "field", "imaging", "files",
                "store", "checkpoint", "settings"));
        LAYERS.put("training", List.of("compute", "models", "nn", "field", "imaging", "files", "store", "checkpoint"));
        LAYERS.put("models", List.of("compute", "nn", "field", "store", "checkpoint"));
        LAYERS.put("nn", List.of("compute", "checkpoint"));
        LAYERS.put("compute", List.of("files"));
        LAYERS.put("viewport", List.of("field"));
        LAYERS.put("field", List.of("imaging", "files", "checkpoint"));
        LAYERS.put("edit", List.of("imaging"));
        LAYERS.put("imaging", List.of("files"));
        LAYERS.put("store", List.of("checkpoint", "files"));
        LAYERS.put("checkpoint", List.of("files"));
        LAYERS.put("files", List.of());
        LAYERS.put("settings", List.of("files"));
    }

    /**
     * Whoever wants a network asks the registry for it; only the one list and the network's own package name its
     * architecture. A deconvolving network is a NAFNet with more inputs, and says so.
     */
    @ArchTest
    static final ArchRule NO_NETWORK_IS_CALLED_BY_ITS_CLASS = noClasses()
            .that().doNotHaveFullyQualifiedName(BuiltInArchitectures.class.getName())
            .and().doNotHaveFullyQualifiedName(DeconvolutionArchitecture.class.getName())
            .should(dependOnTheArchitectureOfAnotherPackage());

    private static ArchCondition<JavaClass> dependOnTheArchitectureOfAnotherPackage() {
        return new ArchCondition<>("depend on the architecture of another package") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().stream().filter(d -> isForeign(d.getTargetClass(), user))
                        .forEach(d -> events.add(SimpleConditionEvent.satisfied(user, d.getDescription())));
            }

            private boolean isForeign(JavaClass used, JavaClass user) {
                return used.isAssignableTo(Architecture.class) && !used.isInterface()
                        && !used.getPackageName().equals(user.getPackageName());
            }
        };
    }

    /** The same for ids: none stands as a text outside its network's package. */
    @Test
    void noNetworkIsCalledByItsId() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                BuiltInArchitectures.all().all().stream()
                        .filter(a -> !source.getParent().endsWith(a.getClass().getPackageName().replace('.', '/')))
                        .filter(a -> text.contains('"' + a.id() + '"'))
                        .forEach(a -> found.add(source + " names " + a.id()));
            }
        }
        assertEquals(List.of(), found);
        assertTrue(BuiltInArchitectures.all().all().size() > 10);
    }

    /** Every class lies in a layer. */
    @ArchTest
    static final ArchRule EACH_LAYER_USES_ONLY_LOWER_ONES = layers();

    private static LayeredArchitecture layers() {
        LayeredArchitecture rule = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("studio.kintsugi..")
                .ensureAllClassesAreContainedInArchitecture()
                .layer("base").definedBy("studio.kintsugi").whereLayer("base").mayNotAccessAnyLayer();
        for (String layer : LAYERS.keySet()) {
            rule = rule.layer(layer).definedBy("studio.kintsugi." + layer + "..");
        }
        for (Map.Entry<String, List<String>> e : LAYERS.entrySet()) {
            String[] lower = new String[e.getValue().size() + 1];
            e.getValue().toArray(lower);
            lower[lower.length - 1] = "base";
            rule = rule.whereLayer(e.getKey()).mayOnlyAccessLayers(lower);
        }
        return rule;
    }

    @ArchTest
    static final ArchRule NO_PACKAGE_IS_IN_A_CYCLE = slices().matching("studio.kintsugi.(**)").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule TENSORS_STAY_BELOW_THE_SERVICES = noClasses().that().resideInAnyPackage(inLayers("ui", "cli",
            "viewport", "edit", "field", "imaging", "files", "store", "checkpoint", "settings"))
            .should().dependOnClassesThat().resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule WINDOWS_STAY_IN_UI_AND_APP = noClasses().that()
            .resideOutsideOfPackages(inLayers("ui", "app"))
            .should().dependOnClassesThat().resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..",
                    "org.kordamp..");

    @ArchTest
    static final ArchRule OPENGL_STAYS_IN_VIEWPORT = noClasses().that().resideOutsideOfPackages(inLayers("viewport"))
            .should().dependOnClassesThat().resideInAPackage("com.jogamp..");

    @ArchTest
    static final ArchRule OPTIONS_STAY_IN_CLI_AND_APP = noClasses().that()
            .resideOutsideOfPackages(inLayers("cli", "app"))
            .should().dependOnClassesThat().resideInAPackage("picocli..");

    /** Files, tables and command lines are the same in every country; only the window speaks the user's way. */
    @ArchTest
    static final ArchRule NOTHING_BUT_THE_WINDOW_DEPENDS_ON_THE_LOCALE = noClasses().that()
            .resideOutsideOfPackage("studio.kintsugi.ui..")
            .should().callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .orShould().callMethod(String.class, "toLowerCase")
            .orShould().callMethod(String.class, "toUpperCase")
            .orShould().callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould().callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould().callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould().callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould().callConstructor(Formatter.class)
            .orShould().callConstructor(Formatter.class, Appendable.class)
            .orShould().callConstructor(DecimalFormat.class)
            .orShould().callConstructor(DecimalFormat.class, String.class)
            .orShould().callConstructor(SimpleDateFormat.class, String.class)
            .orShould().callConstructor(MessageFormat.class, String.class)
            .orShould().callMethod(MessageFormat.class, "format", String.class, Object[].class)
            .orShould().callMethod(NumberFormat.class, "getInstance")
            .orShould().callMethod(NumberFormat.class, "getIntegerInstance")
            .orShould().callMethod(NumberFormat.class, "getNumberInstance")
            .orShould().callMethod(NumberFormat.class, "getPercentInstance")
            .orShould().callMethod(DateTimeFormatter.class, "ofPattern", String.class)
            .orShould().callMethod(Collator.class, "getInstance")
            .orShould().callConstructor(Scanner.class, InputStream.class)
            .orShould().callConstructor(Scanner.class, String.class);

    private static String[] inLayers(String... layers) {
        String[] packages = layers.clone();
        for (int i = 0; i < packages.length; i++) {
            packages[i] = "studio.kintsugi." + layers[i] + "..";
        }
        return packages;
    }

    /** What a newcomer can take in at a glance. */
    @ArchTest
    static void noPackageHoldsMoreClassesThanAFew(JavaClasses classes) {
        Map<String, Integer> crowded = new TreeMap<>();
        for (JavaClass c : classes) {
            if (c.isTopLevelClass() && !c.getSimpleName().equals("package-info")) {
                crowded.merge(c.getPackageName(), 1, Integer::sum);
            }
        }
        crowded.values().removeIf(count -> count <= MOST_CLASSES);
        assertEquals(Map.of(), crowded, "packages of more than " + MOST_CLASSES + " classes");
    }
}
