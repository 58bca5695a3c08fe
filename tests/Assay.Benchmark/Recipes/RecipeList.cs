using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>All cases.</summary>
internal static class RecipeList
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new InstallScriptDropper(), new InlineBuildTask(), new BuildShellCommands(), new BuildWritesOutside(), new BuildRunsNode(), new AnalyzerCallsHome(), new WovenModuleInitialiser(),
        new StaticConstructorBeacon(), new WalletGuard(), new HiddenAddressPost(), new PaymentRedirection(), new ApiKeyTheft(), new TimeBomb(), new CompilerHook(), new WriteAndStart(),
        new ScreenCapture(), new EncodedProgramResource(), new EncryptedProgramResource(), new DisguisedProgram(), new ImpersonationByMetadata(), new MaliciousDependency(), new CoinMiner(),
        new DownloadAtImport(), new SpoofedManifest(), new LayeredObfuscation(), new ScriptScanningBypass(), new ProtectionWeakening(), new ProfilePersistence(), new NativeCodeInMemory(), new CloudCredentialCollector(),
        new AssemblyWeaver(), new TestRunner(), new DiagnosticsLibrary(), new AnalyzerInstallScript(), new FirewallResource(), new ModuleInstaller(), new HardeningModule(),
    ];
}
