using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Computes the property functions that make texts of texts. Nothing that reads the machine is computed.</summary>
internal static class PropertyFunctionValues
{
    private const int MaximumLength = 1024 * 1024;

    /// <summary>Gives what a static member returns; null when it is not known.</summary>
    public static FunctionValue? OfStatic(string member, IReadOnlyList<FunctionValue> arguments)
    {
        // Paths keep what is not known in them.
        switch (member)
        {
            case "System.IO.Path::Combine" when arguments.Count > 0:
                return Text(FilePath.Combine([.. arguments.Select(argument => argument.Text ?? "")]), arguments);
            case "Microsoft.Build.Evaluation.IntrinsicFunctions::NormalizePath" or "Microsoft.Build.Evaluation.IntrinsicFunctions::NormalizeDirectory" when arguments.Count > 0:
                return Text(FilePath.Combine([.. arguments.Select(argument => argument.Text ?? "")]) + (member.EndsWith("Directory", StringComparison.Ordinal) ? "/" : ""), arguments);
            case "System.IO.Path::GetFullPath" or "Microsoft.Build.Evaluation.IntrinsicFunctions::EnsureTrailingSlash" or "System.String::Copy" or "System.String::new" when arguments is [{ Text: { } path }]:
                return Text(path, arguments);
            case "System.String::Concat":
                return Text(string.Concat(arguments.Select(argument => argument.Text)), arguments);
        }

        if (!arguments.All(argument => argument.IsKnown))
        {
            return null;
        }

        switch (member)
        {
            case "System.Convert::FromBase64String" when arguments is [{ Text: { } encoded }]:
                return Decode(encoded) is { } bytes ? new FunctionValue(null, bytes, Derivation.Recovered) : null;
            case "Microsoft.Build.Evaluation.IntrinsicFunctions::ConvertFromBase64" when arguments is [{ Text: { } encoded }]:
                return Decode(encoded) is { } utf8 ? new FunctionValue(Encoding.UTF8.GetString(utf8), null, Derivation.Recovered) : null;
            case "Microsoft.Build.Evaluation.IntrinsicFunctions::Unescape" when arguments is [{ Text: { } escaped }]:
                return Text(Escapes.Resolve(escaped), arguments);
            case "Microsoft.Build.Evaluation.IntrinsicFunctions::ValueOrDefault" when arguments is [{ Text: { } first }, { Text: { } second }]:
                return Text(first.Length > 0 ? first : second, arguments);
            case "System.String::Format" when arguments is [{ Text: { } format }, ..]:
                return Assay.Model.CompositeFormat.Substitute(format, [.. arguments.Skip(1).Select(argument => argument.Text)], MaximumLength) is { } filled ? Text(filled, arguments) : null;
            case "System.String::Join" when arguments.Count > 1:
                return Text(string.Join(arguments[0].Text, arguments.Skip(1).Select(argument => argument.Text)), arguments);
            case "System.Char::ConvertFromUtf32" when arguments is [{ Text: { } number }] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code):
                return Text(char.ConvertFromUtf32(code), arguments);
            case "System.Text.Encoding::get_UTF8" or "System.Text.Encoding::get_Unicode" or "System.Text.Encoding::get_ASCII":
                return new FunctionValue(member, null, Derivation.Literal);
            default:
                return null;
        }
    }

    /// <summary>Gives what a member of a text or of an encoding returns; null when it is not known.</summary>
    public static FunctionValue? OfInstance(FunctionValue receiver, string member, IReadOnlyList<FunctionValue> arguments)
    {
        if (receiver.Text is not { } text)
        {
            return null;
        }

        if (text.StartsWith("System.Text.Encoding::get_", StringComparison.Ordinal) && member.Equals("GetString", StringComparison.OrdinalIgnoreCase))
        {
            return arguments is [{ Bytes: { } bytes }] ? new FunctionValue((text.EndsWith("Unicode", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8).GetString(bytes), null, Derivation.Recovered) : null;
        }

        if (!receiver.IsKnown || !arguments.All(argument => argument.IsKnown))
        {
            return null;
        }

        var result = (member.ToUpperInvariant(), arguments) switch
        {
            ("REPLACE", [{ Text: { Length: > 0 } old }, { Text: { } replacement }]) when (long)text.Length * (replacement.Length + 1) <= MaximumLength => text.Replace(old, replacement, StringComparison.Ordinal),
            ("SUBSTRING", [{ Text: { } start }]) when Index(start, text.Length) is { } at => text[at..],
            ("SUBSTRING", [{ Text: { } start }, { Text: { } count }]) when Index(start, text.Length) is { } at && Index(count, text.Length - at) is { } length => text.Substring(at, length),
            ("REMOVE", [{ Text: { } start }]) when Index(start, text.Length) is { } at => text[..at],
            ("REMOVE", [{ Text: { } start }, { Text: { } count }]) when Index(start, text.Length) is { } at && Index(count, text.Length - at) is { } length => text.Remove(at, length),
            ("INSERT", [{ Text: { } start }, { Text: { } inserted }]) when Index(start, text.Length) is { } at => text.Insert(at, inserted),
            ("TRIM", []) => text.Trim(),
            ("TRIM", [{ Text: { } set }]) => text.Trim(set.ToCharArray()),
            ("TRIMSTART", [{ Text: { } set }]) => text.TrimStart(set.ToCharArray()),
            ("TRIMEND", [{ Text: { } set }]) => text.TrimEnd(set.ToCharArray()),
            ("TOUPPER" or "TOUPPERINVARIANT", []) => text.ToUpperInvariant(),
            ("TOLOWER" or "TOLOWERINVARIANT", []) => text.ToLowerInvariant(),
            ("TOSTRING", []) => text,
            _ => null,
        };
        return result is null ? null : new FunctionValue(result, null, receiver.Derivation == Derivation.Recovered ? Derivation.Recovered : Derivation.Folded);
    }

    private static FunctionValue? Text(string text, IReadOnlyList<FunctionValue> arguments) =>
        text.Length > MaximumLength ? null : new FunctionValue(text, null, arguments.Any(argument => argument.Derivation == Derivation.Recovered) ? Derivation.Recovered : Derivation.Folded);

    private static int? Index(string text, int length) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= length ? index : null;

    private static byte[]? Decode(string encoded)
    {
        var bytes = new byte[(encoded.Length * 3 / 4) + 4];
        return encoded.Length > 0 && Convert.TryFromBase64String(encoded, bytes, out var length) ? bytes[..length] : null;
    }
}
