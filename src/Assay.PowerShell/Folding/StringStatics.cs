using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Static methods of <c>[string]</c> and <c>[char]</c>.</summary>
internal static class StringStatics
{
    public static object? Invoke(string name, in Arguments arguments)
    {
        var work = arguments.Work;
        switch (name)
        {
            case "JOIN":
                if (arguments.Count < 2 || !arguments.Text(0, out var separator))
                {
                    return UnknownElement.Any;
                }

                return arguments.Count == 2
                    ? Operators.Join(Sequences.IsSequence(arguments[1]) ? arguments[1] : new[] { arguments[1] }, separator, work)
                    : Operators.Join(arguments.Values[1..], separator, work);
            case "CONCAT":
                work.Use(Techniques.Concatenation);
                return Operators.Join(arguments.Count == 1 && Sequences.IsSequence(arguments[0]) ? arguments[0] : arguments.Values, "", work);
            case "FORMAT":
                work.Use(Techniques.Format);
                if (!arguments.Text(0, out var format))
                {
                    return UnknownElement.Any;
                }

                return CompositeFormat.Fill(format, arguments.Count == 2 ? Operators.ArgumentsOf(arguments[1]) : arguments.Values[1..], work);
            case "ISNULLOREMPTY" when arguments.Count == 1:
                return arguments.Text(0, out var text) ? Boxes.Of(text.Length == 0) : UnknownElement.Any;
            case "ISNULLORWHITESPACE" when arguments.Count == 1:
                return arguments.Text(0, out text) ? Boxes.Of(string.IsNullOrWhiteSpace(text)) : UnknownElement.Any;
            case "EQUALS" when arguments.Count == 2:
                return arguments.Text(0, out text) && arguments.Text(1, out var other) ? Boxes.Of(text == other) : UnknownElement.Any;
            case "COPY" or "INTERN" when arguments.Count == 1:
                return arguments.Text(0, out text) ? text : UnknownElement.Any;
            default:
                return UnknownElement.Any;
        }
    }

    public static object? OfChar(string name, in Arguments arguments)
    {
        if (name == "CONVERTFROMUTF32")
        {
            arguments.Work.Use(Techniques.CharacterCodes);
            return arguments.Int(0, out var code) && Rune.IsValid(code) ? char.ConvertFromUtf32(code) : UnknownElement.Any;
        }

        if (arguments.Count != 1 || !arguments.Character(0, out var character))
        {
            return UnknownElement.Any;
        }

        return name switch
        {
            "TOUPPER" or "TOUPPERINVARIANT" => Boxes.Of(char.ToUpperInvariant(character)),
            "TOLOWER" or "TOLOWERINVARIANT" => Boxes.Of(char.ToLowerInvariant(character)),
            "TOSTRING" => character.ToString(),
            "ISLETTER" => Boxes.Of(char.IsLetter(character)),
            "ISDIGIT" => Boxes.Of(char.IsDigit(character)),
            "ISUPPER" => Boxes.Of(char.IsUpper(character)),
            "ISLOWER" => Boxes.Of(char.IsLower(character)),
            "ISLETTERORDIGIT" => Boxes.Of(char.IsLetterOrDigit(character)),
            "ISWHITESPACE" => Boxes.Of(char.IsWhiteSpace(character)),
            _ => UnknownElement.Any,
        };
    }
}
