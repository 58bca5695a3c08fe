using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Reports;

/// <summary>Writes one piece of evidence as file, place in it, and what stands there.</summary>
internal static class EvidenceText
{
    private const int LongestArgument = 60;
    private const int LongestValue = 160;

    public static TextLine Line(Evidence evidence, Symbols symbols)
    {
        var line = new TextLine().Whole(File(evidence), Palette.Place).Whole(Place(evidence.Location)).Whole(Value(evidence, symbols.Ellipsis));
        if (evidence.Derivation is Derivation.Folded or Derivation.Recovered)
        {
            line.Whole(evidence.Derivation is Derivation.Folded ? "(put together from parts)" : "(decoded)", Palette.Faint);
        }

        return line.Whole(evidence.Relation is null ? null : $"({evidence.Relation})", Palette.Faint);
    }

    /// <summary>How it is reached from where code starts; null when the place is where it starts, or is not known to run by itself.</summary>
    public static string? Path(Evidence evidence, Symbols symbols)
    {
        // Start and call alone say what place and value say.
        var direct = evidence.Kind is FactKind.Call or FactKind.New ? 2 : 1;
        return evidence.Path is { } path && path.Count > direct ? string.Join($" {symbols.Arrow} ", path.Select(step => Shorten(step, LongestValue, symbols.Ellipsis))) : null;
    }

    // tools/init.ps1:12:5 for texts; the line of a binary belongs to its source file and stands with the place.
    public static string File(Evidence evidence)
    {
        var location = evidence.Location;
        return location is { File: null, Line: not null } ? evidence.Artifact + Position(location) : evidence.Artifact;
    }

    // N.Outer+<Run>d__3::MoveNext => <Run>d__3::MoveNext: the source method is named already, the offset counts in this one.
    private static string? GeneratedBody(string? body)
    {
        var generated = body?.IndexOf('<', StringComparison.Ordinal) ?? -1;
        return generated < 0 ? null : body![generated..];
    }

    /// <summary>Type and method with the offset, and the line of the source file when symbols tell; empty when nothing is known.</summary>
    public static string Place(ReportedLocation location)
    {
        var place = new StringBuilder();
        place.Append((location.Type, location.Method) switch
        {
            (not null, not null) => location.Type + "::" + location.Method,
            (var type, var method) => type ?? method,
        });
        if (GeneratedBody(location.Body) is { } body)
        {
            place.Append(" in ").Append(body);
        }

        if (place.Length == 0)
        {
            place.Append(location.XPath);
        }

        if (location.IlOffset is { } offset)
        {
            place.Append(CultureInfo.InvariantCulture, $" +0x{offset:x}");
        }

        if (location.ByteOffset is { } position)
        {
            place.Append(CultureInfo.InvariantCulture, $" @0x{position:x}");
        }

        if (location.File is not null)
        {
            place.Append(" (").Append(location.File).Append(Position(location)).Append(')');
        }

        return place.ToString().Trim();
    }

    private static string Position(ReportedLocation location) => (location.Line, location.Column) switch
    {
        (null, _) => "",
        ({ } line, null or 0) => string.Create(CultureInfo.InvariantCulture, $":{line}"),
        ({ } line, { } column) => string.Create(CultureInfo.InvariantCulture, $":{line}:{column}"),
    };

    /// <summary>What stands there: the fact as its language writes it, with the known arguments.</summary>
    public static string Value(Evidence evidence, string ellipsis, int longestValue = LongestValue, int longestArgument = LongestArgument)
    {
        var value = Shorten(evidence.Value, longestValue, ellipsis);
        return evidence.Kind switch
        {
            FactKind.Call or FactKind.Task => $"{value}({Arguments(evidence, ellipsis, longestArgument)})",
            FactKind.New => $"new {value}({Arguments(evidence, ellipsis, longestArgument)})",
            FactKind.Command => $"{value} {PowerShellArguments(evidence, ellipsis, longestArgument)}".TrimEnd(),
            FactKind.Process => $"process {value} {ProcessArguments(evidence, ellipsis, longestArgument)}".TrimEnd(),
            FactKind.String => $"\"{value}\"",

            // Its arguments are its parts.
            FactKind.Url => $"url {value}",
            _ when evidence.Arguments is { Count: > 0 } => $"{Kind(evidence)} {value} ({Arguments(evidence, ellipsis, longestArgument)})",
            _ => $"{Kind(evidence)} {value}",
        };
    }

    private static string Kind(Evidence evidence) => ReportNamingPolicy.Instance.ConvertName(evidence.Kind.ToString());

    // {"1": "0", "flags": "None"} => …, "0", flags: "None": positions that are not known are shown as such, the receiver is in the value.
    private static string Arguments(Evidence evidence, string ellipsis, int longest)
    {
        var texts = new List<string>();
        var next = 0;
        foreach (var (name, value) in evidence.Arguments ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            // Numbers and null stand as the code has them.
            var text = value == "null" || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? value : $"\"{Shorten(value, longest, ellipsis)}\"";
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                if (position > next)
                {
                    texts.Add(ellipsis);
                }

                texts.Add(text);
                next = position + 1;
            }
            else if (name != "this")
            {
                texts.Add($"{name}: {text}");
            }
        }

        // What follows the last known one is not known either.
        if (evidence.ArgumentCount > next)
        {
            texts.Add(ellipsis);
        }

        return string.Join(", ", texts);
    }

    // {"0": "/c", "1": "del", "hidden": "true"} => /c del (hidden); one text when the fact has the line as a whole.
    private static string ProcessArguments(Evidence evidence, string ellipsis, int longest)
    {
        var arguments = evidence.Arguments ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var tokens = arguments.Select(argument => (Position: Position(argument.Key), argument.Value)).Where(argument => argument.Position >= 0).OrderBy(argument => argument.Position).Select(argument => Shorten(argument.Value, longest, ellipsis));
        var flags = arguments.Where(argument => argument.Key is "hidden" or "elevated").Select(argument => argument.Key).ToArray();
        return string.Join(' ', tokens.Prepend(arguments.TryGetValue("args", out var line) ? line : "").Append(flags.Length == 0 ? "" : $"({string.Join(", ", flags)})").Where(part => part.Length > 0));
    }

    // Reports are read from files too: what is no number is no position.
    private static int Position(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : -1;

    private static string PowerShellArguments(Evidence evidence, string ellipsis, int longest) =>
        string.Join(' ', (evidence.Arguments ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(argument =>
            char.IsAsciiDigit(argument.Key.FirstOrDefault('0')) ? Shorten(argument.Value, longest, ellipsis) : $"-{argument.Key} {Shorten(argument.Value, longest, ellipsis)}"));

    private static string Shorten(string text, int length, string ellipsis) => text.Length <= length ? text : text[..length] + ellipsis;
}
