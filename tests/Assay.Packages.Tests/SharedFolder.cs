namespace Assay.Packages.Tests;

/// <summary>Finds the folder of shared inputs that lies beside the repository.</summary>
internal static class SharedFolder
{
    /// <summary>Gives a path below it; skips the test where there is none, fails in continuous integration.</summary>
    public static string Find(string below)
    {
        var roots = new List<string?> { Environment.GetEnvironmentVariable("ASSAY_SHARED") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
            {
                roots.Add(folder.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null);
            }
        }

        var found = roots.Where(root => root is not null).Select(root => Path.Combine(root!, below)).FirstOrDefault(Path.Exists);
        if (found is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", $"The folder shared/{below} does not lie beside the repository; ASSAY_SHARED may name it.");
            Assert.Fail($"shared/{below} is missing.");
        }

        return found;
    }
}
