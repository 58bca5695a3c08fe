using Assay.Model;

namespace Assay.Scan.Comparing;

/// <summary>What other code may call of a package.</summary>
/// <param name="IsRead">False when a library of it was not read for this.</param>
/// <param name="Types">Public types, in alphabetical order.</param>
/// <param name="Members">Public members with their number of parameters, and how many overloads have that number.</param>
/// <param name="Functions">Functions, cmdlets and aliases that a module exports.</param>
internal sealed record PublicSurface(bool IsRead, IReadOnlyCollection<string> Types, IReadOnlyDictionary<(string Member, string Parameters), int> Members, IReadOnlyCollection<string> Functions)
{
    private static readonly string[] ExportLists = ["module.FunctionsToExport", "module.CmdletsToExport", "module.AliasesToExport"];

    public static PublicSurface Of(PackageFacts package)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        var members = new Dictionary<(string, string), int>();
        var functions = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var isRead = true;
        var read = new HashSet<FileFacts>(ReferenceEqualityComparer.Instance);
        foreach (var file in package.Contents)
        {
            if (IsLibrary(package, file.Artifact))
            {
                if (read.Add(file.Facts))
                {
                    isRead &= Read(file.Facts, types, members);
                }
            }
            else if (file.Artifact is { Kind: ArtifactKind.PowerShell, Derived: false, Depth: <= 1 } && package.Community == "psgallery")
            {
                ReadModule(file, functions);
            }
        }

        return new PublicSurface(isRead, types, members, functions);
    }

    // lib/ and ref/ are what projects compile against; a library by itself is its own.
    private static bool IsLibrary(PackageFacts package, ArtifactInfo artifact) =>
        artifact is { Kind: ArtifactKind.ManagedAssembly, Derived: false, Depth: <= 1 } && !artifact.Name.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)
        && (!package.IsContainer || (package.Community != "psgallery" && (artifact.Name.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) || artifact.Name.StartsWith("ref/", StringComparison.OrdinalIgnoreCase))));

    private static bool Read(FileFacts facts, SortedSet<string> types, Dictionary<(string, string), int> members)
    {
        var isRead = false;
        var own = new Dictionary<(string, string), int>();
        foreach (ref readonly var record in facts.RecordSpan)
        {
            if (record.Kind == FactKind.Metadata && facts.Strings[record.Value] == ApiComparer.ReadMark)
            {
                isRead = true;
            }
            else if (record.Kind == FactKind.Member)
            {
                var name = facts.Strings[record.Value];
                if (record.Arguments == FactRecord.None && !name.Contains(TextTable.Separator, StringComparison.Ordinal))
                {
                    types.Add(name);
                }
                else
                {
                    var key = (name, record.Arguments == FactRecord.None ? "" : facts.Arguments[record.Arguments]["parameters"] ?? "");
                    own[key] = own.GetValueOrDefault(key) + 1;
                }
            }
        }

        // Of the libraries for several frameworks the one with most overloads counts.
        foreach (var (key, count) in own)
        {
            members[key] = Math.Max(members.GetValueOrDefault(key), count);
        }

        return isRead;
    }

    // What the manifest names, and the functions of script modules, which a manifest may export with a wildcard.
    private static void ReadModule(LinkedFile file, SortedSet<string> functions)
    {
        var facts = file.Facts;
        var isScriptModule = file.Artifact.Name.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase);
        foreach (ref readonly var record in facts.RecordSpan)
        {
            if (isScriptModule && record.Kind == FactKind.Method)
            {
                functions.Add(facts.Strings[record.Value]);
            }
            else if (record.Kind == FactKind.Metadata && record.Arguments != FactRecord.None && ExportLists.Contains(facts.Strings[record.Value], StringComparer.OrdinalIgnoreCase)
                && facts.Arguments[record.Arguments]["value"] is { Length: > 0 } name && !name.Contains('*', StringComparison.Ordinal))
            {
                functions.Add(name);
            }
        }
    }
}
