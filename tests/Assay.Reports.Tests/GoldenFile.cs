using Assay.TestInputs;

namespace Assay.Reports.Tests;

/// <summary>Compares whole outputs with files of the repository; ASSAY_UPDATE_GOLDEN=1 writes them instead.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Checkout.Root, "tests", "Assay.Reports.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run the tests with ASSAY_UPDATE_GOLDEN=1 and look at it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
