using System.Globalization;

namespace Assay.Signatures.Certificates;

/// <summary>The lists that come with the program: <c>data/signatures</c>.</summary>
internal static class BundledData
{
    private const int RootFields = 6;

    /// <summary>Reads the list of roots. Keys are decoded when a chain asks for them.</summary>
    public static TrustedRoots Roots() => new(Lines("roots.txt").Select(ReadRoot));

    /// <summary>Lines of a list without comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(BundledData).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks {name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static TrustedRoot ReadRoot(string line)
    {
        var fields = line.Split(" | ");
        if (fields.Length != RootFields)
        {
            throw new InvalidOperationException($"A line of the list of roots has {fields.Length} fields.");
        }

        var purposes = RootPurposes.None;
        foreach (var purpose in fields[0].Split(','))
        {
            purposes |= purpose switch
            {
                "code-signing" => RootPurposes.CodeSigning,
                "time-stamping" => RootPurposes.TimeStamping,
                _ => throw new InvalidOperationException($"The list of roots names a purpose {purpose}."),
            };
        }

        var key = fields[5];
        return new TrustedRoot(fields[3], Convert.FromBase64String(fields[4]), new Lazy<PublicKey>(() => PublicKey.Read(Convert.FromBase64String(key))), fields[1],
            DateTimeOffset.ParseExact(fields[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), purposes);
    }
}
