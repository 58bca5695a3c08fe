using System.Globalization;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes the facts of a finding as evidence: sorted, then cut to the limits.</summary>
internal sealed class EvidenceWriter(PackageFacts package, JudgeOptions options) : IComparer<FactHit>
{
    private readonly string[] _paths = [.. package.Files.Select(file => RelativePath(package, file.Artifact))];

    /// <summary>Gives the first facts by artifact, type, method and offset.</summary>
    public IReadOnlyList<Evidence> Write(IReadOnlyList<FactHit> hits)
    {
        // Kept sorted while reading: a common call has tens of thousands of places, and a few are shown.
        var first = new List<FactHit>(Math.Min(hits.Count, options.EvidenceLimit + 1));
        foreach (var hit in hits)
        {
            if (first.Count == options.EvidenceLimit && (first.Count == 0 || Compare(hit, first[^1]) >= 0))
            {
                continue;
            }

            var index = first.BinarySearch(hit, this);
            first.Insert(index < 0 ? ~index : index, hit);
            if (first.Count > options.EvidenceLimit)
            {
                first.RemoveAt(first.Count - 1);
            }
        }

        return [.. first.Select(Write)];
    }

    /// <summary>Gives the manifest as evidence of what is absent.</summary>
    public Evidence OfManifest()
    {
        var file = package.Files.FirstOrDefault(file => file.Artifact.Kind == ArtifactKind.Nuspec)
            ?? package.Files.FirstOrDefault(file => file.Artifact.Name.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase));
        return new Evidence
        {
            Artifact = file is null ? "" : RelativePath(package, file.Artifact),
            Location = new ReportedLocation(),
            Kind = FactKind.Metadata,
            Value = Cut(package.Manifest?.Id ?? ""),
            Derivation = Derivation.Literal,
            Surfaces = [],
        };
    }

    /// <summary>Gives an artifact's path below the input; a loose file keeps its name.</summary>
    public static string RelativePath(PackageFacts package, ArtifactInfo artifact)
    {
        var input = package.Files.Count > 0 ? package.Files[0].Artifact.Path : package.FileName;
        return artifact.Path.Length > input.Length && artifact.Path[input.Length] == '!' && artifact.Path.StartsWith(input, StringComparison.Ordinal)
            ? artifact.Path[(input.Length + 1)..]
            : artifact.Path;
    }

    /// <inheritdoc/>
    public int Compare(FactHit left, FactHit right)
    {
        var order = left.File == right.File ? 0 : string.CompareOrdinal(_paths[left.File], _paths[right.File]);
        if (order != 0)
        {
            return order;
        }

        var leftRecord = package.Files[left.File].Facts.Records[left.Record];
        var rightRecord = package.Files[right.File].Facts.Records[right.Record];
        if (leftRecord.Place != rightRecord.Place || left.File != right.File)
        {
            var (leftType, leftMethod) = Names(left.File, leftRecord.Place);
            var (rightType, rightMethod) = Names(right.File, rightRecord.Place);
            order = string.CompareOrdinal(leftType, rightType);
            order = order != 0 ? order : string.CompareOrdinal(leftMethod, rightMethod);
            if (order != 0)
            {
                return order;
            }
        }

        order = leftRecord.Position.CompareTo(rightRecord.Position);
        order = order != 0 ? order : leftRecord.Column.CompareTo(rightRecord.Column);
        order = order != 0 ? order : left.Record.CompareTo(right.Record);
        return order != 0 ? order : left.File.CompareTo(right.File);
    }

    private (string? Type, string? Method) Names(int file, int place)
    {
        if (place == FactRecord.None)
        {
            return (null, null);
        }

        var facts = package.Files[file].Facts;
        var (type, method) = facts.PlaceNames(place);
        return (type < 0 ? null : facts.Strings[type], method < 0 ? null : facts.Strings[method]);
    }

    private Evidence Write(FactHit hit)
    {
        var file = package.Files[hit.File];
        var record = file.Facts.Records[hit.Record];
        var fact = file.Facts.Read(record);
        var secrets = SecretsIn(fact);
        return new Evidence
        {
            Artifact = _paths[hit.File],
            Location = Location(fact, package.Sources?.Of(hit.File, record)),
            Kind = fact.Kind,
            Value = Cut(HiddenArguments.Hide(fact.Kind == FactKind.String ? HiddenArguments.Show(fact.Value) : fact.Value, secrets)),
            Arguments = Arguments(fact, secrets),
            ArgumentCount = fact.Kind is FactKind.Call or FactKind.New && fact.Arguments is { } list ? list.Items.ToArray().Count(argument => argument.Name is null) : null,
            Derivation = fact.Derivation,
            Surfaces = file.SurfacesOf(record).Names(),
            Path = PathText.Of(package, hit.File, record) is { } path ? [.. path.Select(Cut)] : null,
            Relation = Relation(hit.Relation),
        };
    }

    private ReportedLocation Location(in Fact fact, SourceLocation? source)
    {
        var lines = fact.PositionKind == PositionKind.LineColumn;
        return new ReportedLocation
        {
            Type = fact.Place?.Type,
            Method = fact.Place?.Method,
            Body = fact.Place?.Body,
            XPath = fact.Place?.XPath,
            IlOffset = fact.PositionKind == PositionKind.IlOffset ? fact.Position : null,
            File = source is null ? null : Cut(source.File),
            Line = lines ? fact.Position : source?.Line,
            Column = lines && fact.Column > 0 ? fact.Column : null,
            ByteOffset = fact.PositionKind == PositionKind.ByteOffset ? fact.Position : null,
        };
    }

    // A part of a fact may be no secret by itself, as the path of an address is without its host: what one text tells is hidden in all.
    private List<string> SecretsIn(in Fact fact)
    {
        var secrets = new List<string>();
        if (options.FindSecrets is not { } find || fact.Kind == FactKind.Secret)
        {
            return secrets;
        }

        secrets.AddRange(find(fact.Value));
        if (fact.Arguments is { } arguments)
        {
            foreach (var argument in arguments.Items)
            {
                if (argument.IsConstant && argument.Value is { } value)
                {
                    secrets.AddRange(find(value));
                }
            }
        }

        return secrets;
    }

    private SortedDictionary<string, string>? Arguments(in Fact fact, List<string> secrets)
    {
        if (fact.Arguments is not { } arguments)
        {
            return null;
        }

        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var position = 0;
        foreach (var argument in arguments.Items)
        {
            // A person reads the first few; a list of thousands is the package's doing.
            if (known.Count == options.EvidenceLimit)
            {
                break;
            }

            var name = argument.Name ?? position.ToString(CultureInfo.InvariantCulture);
            if (argument.IsConstant && argument.Value is not null)
            {
                known.TryAdd(name, Cut(HiddenArguments.Hide(HiddenArguments.Show(fact, argument, position), secrets)));
            }

            position += argument.Name is null ? 1 : 0;
        }

        return known.Count == 0 ? null : known;
    }

    private static string? Relation(FactRelation relation) => relation switch
    {
        FactRelation.DataFlow => "by data flow",
        FactRelation.SameMethod => "in the same method",
        FactRelation.SameType => "in the same type",
        FactRelation.SameFile => "in the same file",
        FactRelation.SamePackage => "in the same package",
        _ => null,
    };

    private string Cut(string text)
    {
        if (text.Length <= options.TextLimit)
        {
            return text;
        }

        // Half a surrogate pair is not a character.
        var length = options.TextLimit > 0 && char.IsHighSurrogate(text[options.TextLimit - 1]) ? options.TextLimit - 1 : options.TextLimit;
        return text[..length];
    }
}
