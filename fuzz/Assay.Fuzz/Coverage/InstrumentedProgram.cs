using System.Globalization;

namespace Assay.Fuzz.Coverage;

/// <summary>A copy of this program whose analysers count their branches. Workers run from there, so the file that starts them is all that differs.</summary>
internal static class InstrumentedProgram
{
    private const string Branches = "branches.txt";

    /// <summary>Copies the program into a folder and rewrites the assemblies of the product in it.</summary>
    /// <returns>Path of the copy of the program.</returns>
    public static string Make(string folder)
    {
        var source = AppContext.BaseDirectory;
        var next = 0;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!IsProduct(source, file))
            {
                File.Copy(file, target, overwrite: true);
                continue;
            }

            var instrumentation = new AssemblyInstrumentation(next);
            instrumentation.Rewrite(file, target);
            next = instrumentation.Next;
        }

        if (next > EdgeMap.Size)
        {
            throw new InvalidOperationException($"The assemblies have {next} branches; {EdgeMap.Size} can be counted.");
        }

        File.WriteAllText(Path.Combine(folder, Branches), next.ToString(CultureInfo.InvariantCulture));
        return Path.Combine(folder, Path.GetFileName(typeof(InstrumentedProgram).Assembly.Location));
    }

    /// <summary>Tells the map how many branches this copy has; none where it is no copy.</summary>
    public static void Open()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Branches);
        EdgeMap.Branches = File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0;
    }

    private static bool IsProduct(string folder, string file)
    {
        var name = Path.GetFileName(file);
        return Path.GetDirectoryName(file) == Path.TrimEndingDirectorySeparator(folder) && name.EndsWith(".dll", StringComparison.Ordinal)
            && (name.StartsWith("Assay.", StringComparison.Ordinal) || name == "assay-web.dll") && name is not "Assay.TestInputs.dll" && !name.StartsWith("Assay.Fuzz", StringComparison.Ordinal);
    }
}
