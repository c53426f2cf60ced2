package vn.tangthu;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The walls of the house (docs/ARCHITECTURE.md). Each rule must have seen classes, or it proves
 * nothing.
 */
class WallsTest {
    /** Test classes of the lower floors arrive as test-jars when Maven has packaged them. */
    private static final ImportOption PRODUCT_ONLY =
            location ->
                    new ImportOption.DoNotIncludeTests().includes(location)
                            && !location.contains("-tests.jar");

    private static final JavaClasses CLASSES = imported();

    /**
     * Of what is not ours the rules below ask the package alone, so nothing else of it is read;
     * Spring Modulith asks for more, and reads for itself.
     */
    private static JavaClasses imported() {
        ArchConfiguration configuration = ArchConfiguration.get();
        configuration.setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter()
                    .withImportOption(PRODUCT_ONLY)
                    .importPackages("vn.tangthu");
        } finally {
            configuration.reset();
        }
    }

    @Test
    void theRulesSeeAllFourFloors() {
        Set<String> floors =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("vn.tangthu."))
                        .map(name -> name.split("\\.")[2])
                        .collect(Collectors.toSet());
        assertThat(floors).containsExactlyInAnyOrder("storage", "repository", "indexer", "portal");
        assertThat(CLASSES.size()).isGreaterThan(200);
    }

    @Test
    void floorsUseOnlyTheFacesOfTheFloorsBelow() {
        ApplicationModules modules = ApplicationModules.of(TangThu.class, PRODUCT_ONLY);
        assertThat(modules.stream()).hasSize(4);
        modules.verify();
    }

    @ParameterizedTest
    @CsvSource({
        "storage,    repository|indexer|portal",
        "repository, indexer|portal",
        "indexer,    portal",
    })
    void importsOnlyFall(String floor, String above) {
        for (String upper : above.split("\\|")) {
            noClasses()
                    .that()
                    .resideInAPackage("vn.tangthu." + floor + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("vn.tangthu." + upper + "..")
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage", "repository", "indexer"})
    void roomsOfAFloorMeetOnlyInItsFace(String floor) {
        String base = "vn.tangthu." + floor;
        List<String> rooms =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(base + "."))
                        .map(name -> name.substring(base.length() + 1).split("\\.")[0])
                        .distinct()
                        .filter(
                                room ->
                                        !room.equals(
                                                "configuration")) // it wires the others, that is
                        // its purpose
                        .toList();
        assertThat(rooms).as("rooms of " + floor).hasSizeGreaterThan(2);
        for (String room : rooms) {
            String own = base + "." + room + "..";
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(base + ".*..").and(not(resideInAPackage(own))))
                    .check(CLASSES);
        }
        noClasses()
                .that()
                .resideInAPackage(base)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(base + ".*..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "io.minio..,                      vn.tangthu.storage.s3..",
        "okhttp3..,                       vn.tangthu.storage.s3..",
        "org.apache.lucene..,             vn.tangthu.indexer.lucene..|vn.tangthu.indexer.vietnamese..",
        "org.apache.pdfbox..,             vn.tangthu.indexer.extract..|vn.tangthu.portal.samples..|vn.tangthu.portal.papers..",
        "eu.europa.esig..,                vn.tangthu.portal.signing..|vn.tangthu.indexer.extract..",
        "org.bouncycastle.tsp..,          vn.tangthu.repository.ledger..",
        "org.apache.tika..,               vn.tangthu.indexer.extract..",
        "org.apache.poi..,                vn.tangthu.indexer.extract..|vn.tangthu.repository.ingest.lists..|vn.tangthu.portal.papers..",
        "org.verapdf..,                   vn.tangthu.indexer.extract..",
        "com.rtfparserkit..,              vn.tangthu.indexer.extract..",
        "jakarta.mail..,                  vn.tangthu.repository.post..",
        "com.vaadin..,                    vn.tangthu.portal..",
        "org.springframework.jdbc..,      vn.tangthu.repository..",
        "java.sql..,                      vn.tangthu.repository..",
        "org.dhatim..,                    vn.tangthu.repository.ingest..|vn.tangthu.portal.papers..",
        "org.springframework.web..,       vn.tangthu.portal..",
        "picocli..,                       vn.tangthu.portal.cli..",
    })
    void eachVendorLibraryLivesInItsRoom(String vendor, String rooms) {
        String[] allowed = rooms.split("\\|");
        assertThat(
                        CLASSES.stream()
                                .anyMatch(
                                        c ->
                                                c.getDirectDependenciesFromSelf().stream()
                                                        .anyMatch(
                                                                d ->
                                                                        resideInAPackage(vendor)
                                                                                .test(
                                                                                        d
                                                                                                .getTargetClass()))))
                .as(vendor + " is used at all")
                .isTrue();
        noClasses()
                .that(not(resideInAnyPackage(allowed)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("vn.tangthu.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Processor")
                .check(CLASSES);
    }

    @Test
    void everyRoomSaysInOneSentenceWhatItIsFor() {
        List<String> silent =
                CLASSES.stream()
                        .filter(c -> !c.getSimpleName().equals("package-info"))
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> name.startsWith("vn.tangthu."))
                        .filter(name -> !CLASSES.contain(name + ".package-info"))
                        .toList();
        assertThat(silent).isEmpty();
    }
}
