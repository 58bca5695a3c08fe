using System.Globalization;
using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>Base-64, hexadecimal, numbers and text encodings.</summary>
internal sealed partial class FrameworkCalls
{
    private IlValue? Conversion(string member, string parameters, IlValue[] arguments)
    {
        switch (member)
        {
            case "FromBase64String" when arguments[0].Object is string encoded:
                return Bytes(Convert.FromBase64String(encoded), arguments[0].Encodings | Encodings.Base64);
            case "FromBase64CharArray" when arguments.Length == 3 && Numbers(arguments, 1) && Characters(arguments[0], out var characterEncodings) is { } characters:
                return Bytes(Convert.FromBase64String(characters.Substring((int)arguments[1].Number, (int)arguments[2].Number)), characterEncodings | Encodings.Base64);
            case "ToBase64String" when arguments.Length == 1 && BytesOf(arguments[0], out var byteEncodings) is { } plain:
                return Text(Convert.ToBase64String(plain), byteEncodings | Encodings.Base64);
            case "FromHexString" when arguments.Length == 1 && Characters(arguments[0], out var hexEncodings) is { } hexadecimal:
                return Bytes(Convert.FromHexString(hexadecimal), hexEncodings | Encodings.Radix);
            case "ToHexString" when arguments.Length == 1 && BytesOf(arguments[0], out var hexByteEncodings) is { } toHexadecimal:
                return Text(Convert.ToHexString(toHexadecimal), hexByteEncodings | Encodings.Radix);
            case "ToByte" or "ToInt32" or "ToInt16" or "ToUInt16" or "ToUInt32" when arguments is [{ Object: string digits }, { IsNumber: true, Number: 2 or 8 or 10 or 16 } radix]:
                var parsed = Convert.ToInt64(digits, (int)radix.Number);
                return IlValue.Int32(member == "ToByte" ? checked((byte)parsed) : parsed, arguments[0].Encodings | Encodings.Radix);
            case "ToByte" or "ToInt32" or "ToInt16" or "ToUInt16" when arguments is [{ Object: string number }]:
                return IlValue.Int32(int.Parse(number, NumberStyles.Integer, CultureInfo.InvariantCulture), arguments[0].Encodings | Encodings.Radix);
            case "ToByte" or "ToInt32" or "ToInt16" or "ToUInt16" or "ToChar" when arguments is [{ IsNumber: true }]:
                return member == "ToByte" ? IlValue.Int32((byte)arguments[0].Number, arguments[0].Encodings) : IlValue.Int32(arguments[0].Number, arguments[0].Encodings | Encodings.Computation);
            case "ToString" when parameters == "c" && arguments[0].IsNumber:
                return Text(((char)arguments[0].Number).ToString(), arguments[0].Encodings | Encodings.CharacterCodes);
            case "ToString" when arguments[0].Object is string:
                return arguments[0];
            default:
                return null;
        }
    }

    private IlValue? Number(string name, IlValue[] arguments) => name switch
    {
        "System.Char::ToString" when arguments is [{ IsNumber: true } character] => Text(((char)character.Number).ToString(), character.Encodings | Encodings.CharacterCodes),
        "System.Char::IsLetter" when arguments is [{ IsNumber: true } character] => Truth(char.IsLetter((char)character.Number)),
        "System.Char::IsDigit" when arguments is [{ IsNumber: true } character] => Truth(char.IsDigit((char)character.Number)),
        "System.Char::IsLetterOrDigit" when arguments is [{ IsNumber: true } character] => Truth(char.IsLetterOrDigit((char)character.Number)),
        "System.Char::IsUpper" when arguments is [{ IsNumber: true } character] => Truth(char.IsUpper((char)character.Number)),
        "System.Char::IsLower" when arguments is [{ IsNumber: true } character] => Truth(char.IsLower((char)character.Number)),
        "System.Char::ToLower" or "System.Char::ToLowerInvariant" when arguments is [{ IsNumber: true } character] => IlValue.Int32(char.ToLowerInvariant((char)character.Number), character.Encodings),
        "System.Char::ToUpper" or "System.Char::ToUpperInvariant" when arguments is [{ IsNumber: true } character] => IlValue.Int32(char.ToUpperInvariant((char)character.Number), character.Encodings),
        "System.Int32::ToString" when arguments is [{ IsNumber: true } number] => Text(number.Number.ToString(CultureInfo.InvariantCulture), number.Encodings),
        "System.Int32::Parse" when arguments is [{ Object: string text }] => IlValue.Int32(int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture), Encodings.Radix),
        "System.Byte::Parse" or "System.Int32::Parse" when arguments is [{ Object: string text }, { IsNumber: true, Number: 512 or 515 }] => IlValue.Int32(int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture), Encodings.Radix),
        _ => null,
    };

    private static IlValue Truth(bool value) => IlValue.Int32(value ? 1 : 0);

    private IlValue? Encoding(string name, string member, IlValue[] arguments, bool constructs)
    {
        if (constructs || member.StartsWith("get_", StringComparison.Ordinal))
        {
            return IlValue.Of(new IlNamed(constructs ? name["System.Text.".Length..^"Encoding::.ctor".Length] : member["get_".Length..]));
        }

        if (member == "GetEncoding" && arguments is [{ Object: string label }])
        {
            return EncodingBehind(label.ToLowerInvariant() switch { "utf-8" => "UTF8", "us-ascii" or "ascii" => "ASCII", "utf-16" or "unicode" => "Unicode", "iso-8859-1" or "latin1" => "Latin1", _ => "" }) is null
                ? null : IlValue.Of(new IlNamed(label.ToLowerInvariant() switch { "utf-8" => "UTF8", "utf-16" or "unicode" => "Unicode", "iso-8859-1" or "latin1" => "Latin1", _ => "ASCII" }));
        }

        if (arguments is not [{ Object: IlNamed named }, _, ..] || EncodingBehind(named.Name) is not { } encoding)
        {
            return null;
        }

        switch (member)
        {
            case "GetString" when BytesOf(arguments[1], out var encodings) is { } bytes && Numbers(arguments, 2):
                var part = arguments.Length == 4 ? bytes.AsSpan((int)arguments[2].Number, (int)arguments[3].Number) : bytes;
                return Text(encoding.GetString(part), encodings | Encodings.TextEncoding);
            case "GetChars" when arguments.Length == 2 && BytesOf(arguments[1], out var charactersEncodings) is { } characterBytes:
                budget.Allocate(characterBytes.Length * 24L);
                return IlValue.Of(IlArray.OfCharacters(encoding.GetString(characterBytes), charactersEncodings | Encodings.TextEncoding));
            case "GetBytes" when arguments.Length == 2 && Characters(arguments[1], out var textEncodings) is { } text:
                return Bytes(encoding.GetBytes(text), textEncodings);
            default:
                return null;
        }
    }

    private static Encoding? EncodingBehind(string name) => name switch
    {
        "UTF8" or "Default" => System.Text.Encoding.UTF8,
        "ASCII" => System.Text.Encoding.ASCII,
        "Unicode" => System.Text.Encoding.Unicode,
        "BigEndianUnicode" => System.Text.Encoding.BigEndianUnicode,
        "Latin1" => System.Text.Encoding.Latin1,
        "UTF32" => System.Text.Encoding.UTF32,
        _ => null,
    };
}
