using System.Globalization;
using Assay.Licenses;
using Assay.Model;

namespace Assay.Linking.Licenses;

/// <summary>States under which licences a package and the parts in it are: what the manifest declares, what texts say, and where both contradict each other.</summary>
internal sealed class PackageLicenses(IReadOnlyList<LinkedFile> files, PackageManifest manifest, LicenseListing listing, FactWriter facts)
{
    /// <summary>Of a hundred: from here on a text is that licence and no relative of it.</summary>
    private const int CertainSimilarity = 90;

    private static LicenseIndex Index => LicenseIndex.Default;

    private readonly HashSet<(string Id, string File)> _stated = [];

    /// <summary>Writes <c>license</c> facts with a <c>scope</c> and the anomalies about licences. <paramref name="isComplete"/>: all files of the package are known.</summary>
    public void Write(bool isComplete)
    {
        var declared = manifest.License;
        var expression = WriteExpression(declared?.Expression);
        var named = declared?.File is { Length: > 0 } file ? WriteNamedFile(file, isComplete) : null;
        IReadOnlyList<LinkedFile> own = named is not null ? [named] : LicenseFiles.Own(files);
        foreach (var text in own)
        {
            WriteOwnText(text, declared?.Expression, expression, named is not null ? "file" : "text");
        }

        if (declared is null or { Expression: null, File: null })
        {
            WriteAddress(declared?.Url, own, isComplete);
        }

        foreach (var component in files)
        {
            if (component.Artifact.Kind == ArtifactKind.License && !own.Contains(component))
            {
                WriteTexts(component, "component", "notice", null);
            }
        }
    }

    private SpdxExpression? WriteExpression(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (SpdxExpression.Parse(text, out var defect) is not { } expression)
        {
            Anomaly("license-expression-invalid", ("expression", text), ("why", defect));
            return null;
        }

        var lightest = expression.Lightest(Weight);
        foreach (var license in expression.Licenses)
        {
            var entry = license.Find(Index);
            var id = entry?.Id ?? license.Id;
            if (entry is null && !license.Id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) && !license.Id.StartsWith("DocumentRef-", StringComparison.OrdinalIgnoreCase))
            {
                Anomaly("license-id-unknown", ("id", license.Id), ("expression", text));
            }

            if (entry is { IsDeprecated: true })
            {
                Anomaly("license-id-deprecated", ("id", entry.Id), ("expression", text));
            }

            if (license.Exception is { } exception && !SpdxExceptions.Contains(exception))
            {
                Anomaly("license-id-unknown", ("id", exception), ("expression", text));
            }

            State(id, license.FamilyIn(Index), entry?.Restrictions ?? LicenseRestrictions.None, "package", "expression",
                ("role", lightest.Contains(license) ? "applies" : "alternative"), ("exception", license.Exception));
        }

        return expression;
    }

    // What was decided about licences weighs more than what they ask for.
    private int Weight(SpdxLicense license)
    {
        var family = license.FamilyIn(Index);
        return ((int)listing.Find(license.Find(Index)?.Id ?? license.Id, family, license.Find(Index)?.Restrictions ?? LicenseRestrictions.None).As * 100) + (int)family;
    }

    private LinkedFile? WriteNamedFile(string name, bool isComplete)
    {
        var file = LicenseFiles.Find(files, name);
        if (file is null && isComplete)
        {
            Anomaly("license-file-missing", ("file", name));
        }

        return file;
    }

    private void WriteOwnText(LinkedFile file, string? declared, SpdxExpression? expression, string how)
    {
        var found = Texts(file.Facts);
        if (found.Count == 0)
        {
            // Terms of its own, or a file that only points elsewhere.
            State("unknown", LicenseFamily.Unknown, LicenseRestrictions.None, "package", how, ("role", expression is null ? "applies" : "alternative"), ("file", file.Artifact.Name));
            return;
        }

        if (expression is null)
        {
            WriteTexts(file, "package", how, "applies");
            return;
        }

        // The text of a licence among which one may choose applies no more than its id does. What the expression does not name belongs to something in the package, unless nothing else is there.
        var lightest = expression.Lightest(Weight);
        var agrees = found.Any(text => Names(expression.Licenses, text.Id));
        foreach (var text in found)
        {
            if (Names(expression.Licenses, text.Id))
            {
                WriteText(file, text, "package", how, Names(lightest, text.Id) ? "applies" : "alternative");
            }
            else
            {
                WriteText(file, text, agrees ? "component" : "package", how, agrees ? null : "contradicts");
            }
        }

        if (!agrees && found.FirstOrDefault(text => text.How == "text" && text.Similarity >= CertainSimilarity) is { } other)
        {
            Anomaly("license-text-contradicts", ("expression", declared), ("text", other.Id), ("file", file.Artifact.Name), ("similarity", other.Similarity.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static bool Names(IEnumerable<SpdxLicense> licenses, string id) => Index.Find(id) is { } entry
        ? licenses.Any(license => license.Find(Index) is { } named && named.Text == entry.Text)
        : licenses.Any(license => string.Equals(license.Id, id, StringComparison.OrdinalIgnoreCase));

    private void WriteAddress(string? address, IReadOnlyList<LinkedFile> own, bool isComplete)
    {
        if (string.IsNullOrEmpty(address))
        {
            if (own.Count == 0 && isComplete)
            {
                Anomaly("license-missing");
            }

            return;
        }

        Anomaly("license-address-only", ("url", address));
        if (Index.FindByAddress(address) is { } entry)
        {
            State(entry.Id, entry.Family, entry.Restrictions, "package", "address", ("role", "applies"), ("url", address));
        }
        else if (own.Count == 0)
        {
            State("unknown", LicenseFamily.Unknown, LicenseRestrictions.None, "package", "address", ("role", "applies"), ("url", address));
        }
    }

    private void WriteTexts(LinkedFile file, string scope, string how, string? role)
    {
        foreach (var text in Texts(file.Facts))
        {
            WriteText(file, text, scope, how, role);
        }
    }

    private void WriteText(LinkedFile file, LicenseText text, string scope, string how, string? role)
    {
        if (_stated.Add((text.Id, file.Artifact.Name)))
        {
            var entry = Index.Find(text.Id);
            State(text.Id, entry?.Family ?? LicenseFamily.Unknown, entry?.Restrictions ?? LicenseRestrictions.None, scope, how,
                ("role", role), ("by", text.How), ("file", file.Artifact.Name), ("line", text.Line == 0 ? null : text.Line.ToString(CultureInfo.InvariantCulture)), ("similarity", text.Similarity == 0 ? null : text.Similarity.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static List<LicenseText> Texts(FileFacts facts)
    {
        var texts = new List<LicenseText>();
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.License)
            {
                var fact = facts.Read(record);
                texts.Add(new LicenseText(fact.Value, fact.Arguments?["how"] ?? "", record.PositionKind == PositionKind.LineColumn ? record.Position : 0,
                    int.TryParse(fact.Arguments?["similarity"], NumberStyles.None, CultureInfo.InvariantCulture, out var similarity) ? similarity : 0));
            }
        }

        return texts;
    }

    private void State(string id, LicenseFamily family, LicenseRestrictions restrictions, string scope, string how, params (string Name, string? Value)[] more)
    {
        var arguments = new List<Argument> { new("scope", scope), new("how", how), new("family", LicenseIndex.NameOf(family)) };
        arguments.AddRange(more.Where(argument => argument.Value is not null).Select(argument => new Argument(argument.Name, argument.Value)));
        arguments.AddRange(LicenseIndex.Names(restrictions).Select(name => new Argument(name, "restricted")));
        var (listedAs, byFamily) = listing.Find(id, family, restrictions);
        if (listedAs != ListedAs.None)
        {
            arguments.Add(new Argument("listed", listedAs.ToString().ToLowerInvariant()));
            arguments.Add(new Argument("listed-by", listedAs == ListedAs.Unlisted ? "no list" : byFamily ? "family" : "id"));
        }

        facts.Add(FactKind.License, id, arguments: new ArgumentList([.. arguments]));
    }

    private void Anomaly(string id, params (string Name, string? Value)[] arguments) =>
        facts.Add(FactKind.Anomaly, id, arguments: new ArgumentList([.. arguments.Select(argument => new Argument(argument.Name, argument.Value))]));

    private sealed record LicenseText(string Id, string How, int Line, int Similarity);
}
