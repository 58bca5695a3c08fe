using Assay.TestInputs;

namespace Assay.Packages.Tests;

/// <summary>Finds inputs that are not part of the repository: a test that misses them fails in continuous integration and says elsewhere what it wants.</summary>
internal static class SharedFolder
{
    /// <summary>Gives a path below it; skips the test where there is none, fails in continuous integration.</summary>
    public static string Find(string below)
    {
        string?[] roots = [Environment.GetEnvironmentVariable("ASSAY_SHARED"), Path.Combine(Checkout.Root, "..", "shared")];
        var found = roots.Where(root => root is not null).Select(root => Path.Combine(root!, below)).FirstOrDefault(Path.Exists);
        return found ?? Missing($"The folder shared/{below} does not lie beside the repository; ASSAY_SHARED may name it.");
    }

    /// <summary>Gives the folder of real packages that ASSAY_CORPUS names: hundreds of megabytes that a build does not restore by itself.</summary>
    public static string RealPackages() =>
        Environment.GetEnvironmentVariable("ASSAY_CORPUS") is { Length: > 0 } corpus ? corpus : Missing("ASSAY_CORPUS names no folder of real packages; any folder of .nupkg files does.");

    /// <summary>Gives the folder of one version of a real package.</summary>
    public static string RealPackage(string id, string version) =>
        Path.Combine(RealPackages(), id, version) is var folder && Directory.Exists(folder) ? folder : Missing($"{id} {version} is not among the real packages.");

    private static string Missing(string what)
    {
        Assert.SkipUnless(Checkout.IsContinuousIntegration, what);
        Assert.Fail(what);
        return "";
    }
}
