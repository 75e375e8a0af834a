package live.danmaku;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** The package table of {@code docs/architecture.md}, held by the build. */
@AnalyzeClasses(packages = "live.danmaku", importOptions = OnlyProduct.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_importOnlyWhatTheTableAllows = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("live.danmaku..")
            .layer("model")
            .definedBy("live.danmaku.model")
            .layer("config")
            .definedBy("live.danmaku.config")
            .layer("telemetry")
            .definedBy("live.danmaku.telemetry")
            .layer("moderation")
            .definedBy("live.danmaku.moderation")
            .layer("identity")
            .definedBy("live.danmaku.identity")
            .layer("merge")
            .definedBy("live.danmaku.merge")
            .layer("encode")
            .definedBy("live.danmaku.encode")
            .layer("wire")
            .definedBy("live.danmaku.wire")
            .layer("transport")
            .definedBy("live.danmaku.transport..")
            .layer("fanout")
            .definedBy("live.danmaku.fanout")
            .layer("room")
            .definedBy("live.danmaku.room")
            .layer("history")
            .definedBy("live.danmaku.history")
            .layer("cluster")
            .definedBy("live.danmaku.cluster..")
            .layer("endpoint")
            .definedBy("live.danmaku.endpoint")
            .layer("rest")
            .definedBy("live.danmaku.rest")
            .layer("sanction")
            .definedBy("live.danmaku.sanction")
            .layer("store")
            .definedBy("live.danmaku.store")
            .layer("admin")
            .definedBy("live.danmaku.admin")
            .layer("metrics")
            .definedBy("live.danmaku.metrics")
            .layer("jmx")
            .definedBy("live.danmaku.jmx")
            .layer("dashboard")
            .definedBy("live.danmaku.dashboard")
            .layer("gate")
            .definedBy("live.danmaku.gate")
            .layer("client")
            .definedBy("live.danmaku.client")
            .layer("app")
            .definedBy("live.danmaku.app")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .whereLayer("client")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayOnlyAccessLayers("model")
            .whereLayer("telemetry")
            .mayOnlyAccessLayers("model")
            .whereLayer("merge")
            .mayOnlyAccessLayers("model")
            .whereLayer("wire")
            .mayNotAccessAnyLayer()
            .whereLayer("encode")
            .mayOnlyAccessLayers("model", "wire", "sanction")
            .whereLayer("sanction")
            .mayOnlyAccessLayers("model")
            .whereLayer("store")
            .mayOnlyAccessLayers("model", "telemetry", "sanction")
            .whereLayer("moderation")
            .mayOnlyAccessLayers("model", "config", "telemetry")
            .whereLayer("identity")
            .mayOnlyAccessLayers("model", "config", "telemetry", "moderation")
            .whereLayer("transport")
            .mayOnlyAccessLayers("model", "config", "telemetry", "wire")
            .whereLayer("fanout")
            .mayOnlyAccessLayers("model", "config", "telemetry", "wire", "transport")
            .whereLayer("history")
            .mayOnlyAccessLayers("model", "config", "telemetry", "wire")
            .whereLayer("cluster")
            .mayOnlyAccessLayers("model", "telemetry", "sanction")
            .whereLayer("endpoint")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("metrics", "jmx", "rest", "dashboard", "app")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("rest", "app")
            .whereLayer("jmx")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("gate")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("dashboard")
            .whereLayer("dashboard")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("room")
            .mayOnlyAccessLayers(
                    "model",
                    "config",
                    "telemetry",
                    "moderation",
                    "sanction",
                    "merge",
                    "encode",
                    "wire",
                    "transport",
                    "fanout",
                    "history",
                    "cluster");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("live.danmaku.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sessions_areSentToByTransportOnly = noClasses()
            .that()
            .resideOutsideOfPackage("live.danmaku.transport..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "it is a remote endpoint's",
                    call -> call.getTargetOwner().getName().startsWith("jakarta.websocket.RemoteEndpoint")));

    @ArchTest
    static final ArchRule threads_areTheContainers = noClasses()
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Executors.class, ForkJoinPool.class, java.util.Timer.class);

    @ArchTest
    static final ArchRule undertow_isNamedInItsPackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage("live.danmaku.transport.undertow")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule tyrus_isNamedInItsPackageOnly = noClasses()
            .that()
            .resideOutsideOfPackage("live.danmaku.transport.tyrus")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.glassfish.tyrus..", "org.glassfish.grizzly..");

    @ArchTest
    static final ArchRule nimbus_isNamedInIdentityOnly = noClasses()
            .that()
            .resideOutsideOfPackage("live.danmaku.identity")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule micrometer_isNamedInMetricsOnly = noClasses()
            .that()
            .resideOutsideOfPackage("live.danmaku.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule client_dependsOnTheStandardOnly = classes()
            .that()
            .resideInAPackage("live.danmaku.client")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.naming..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "live.danmaku.client",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule streams_areNotUsed = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule genericExceptions_areNotThrown =
            GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
}
