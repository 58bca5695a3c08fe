using System.Globalization;
using System.Numerics;
using System.Text;
using Assay.Framework;

namespace Assay.PowerShell.Folding;

/// <summary>Casts and implicit conversions.</summary>
internal static class Conversions
{
    /// <summary>Converts a constant; <see cref="UnknownElement"/> with the type's name where the result is not known.</summary>
    public static object? To(string type, object? value, Workspace work, TypeLookup types)
    {
        if (value is UnknownElement)
        {
            return new UnknownElement(type);
        }

        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return ToArray(type, value, work, types);
        }

        var result = Scalar(type, value, work, types);
        return result is UnknownElement ? new UnknownElement(type) : result;
    }

    /// <summary>The truth of a value: empty texts, zero, <c>$null</c> and empty arrays are false.</summary>
    public static bool TryBool(object? value, out bool truth)
    {
        truth = true;
        switch (value)
        {
            case UnknownElement:
                return false;
            case null:
                truth = false;
                return true;
            case bool known:
                truth = known;
                return true;
            case string text:
                truth = text.Length > 0;
                return true;
            case int number:
                truth = number != 0;
                return true;
            case char character:
                truth = character != '\0';
                return true;
            case FoldedEnumeration enumeration:
                truth = enumeration.Value != 0;
                return true;
            case Array or ListObject:
                var count = Sequences.Count(value);
                if (count == 1 && Sequences.At(value, 0) is var only && !Sequences.IsSequence(only))
                {
                    return TryBool(only, out truth);
                }

                truth = count > 1 || (count == 1 && Sequences.Count(Sequences.At(value, 0)) > 0);
                return true;
            default:
                if (Numbers.IsNumber(value) && Numbers.TryDouble(value, out var real))
                {
                    truth = real != 0;
                }

                return true;
        }
    }

    private static object? Scalar(string type, object? value, Workspace work, TypeLookup types)
    {
        switch (type)
        {
            case "System.Object" or "System.Management.Automation.PSObject":
                return value;
            case "System.String":
                return Texts.Of(value, work.Separator) is { } text && work.Fits(text.Length) ? text : UnknownElement.Any;
            case "System.Char":
                return ToChar(value, work);
            case "System.Boolean" or "System.Management.Automation.SwitchParameter":
                return TryBool(value, out var truth) ? Boxes.Of(truth) : UnknownElement.Any;
            case "System.Int32":
                return Numbers.TryInt(value, out var integer) ? Boxes.Of(integer) : UnknownElement.Any;
            case "System.Int64":
                return Numbers.TryLong(value, out var wide) ? wide : UnknownElement.Any;
            case "System.Byte":
                return Numbers.TryLong(value, out wide) && wide is >= 0 and <= 255 ? Boxes.Of((byte)wide) : UnknownElement.Any;
            case "System.SByte":
                return Numbers.TryLong(value, out wide) && wide is >= sbyte.MinValue and <= sbyte.MaxValue ? (sbyte)wide : UnknownElement.Any;
            case "System.Int16":
                return Numbers.TryLong(value, out wide) && wide is >= short.MinValue and <= short.MaxValue ? (short)wide : UnknownElement.Any;
            case "System.UInt16":
                return Numbers.TryLong(value, out wide) && wide is >= 0 and <= ushort.MaxValue ? (ushort)wide : UnknownElement.Any;
            case "System.UInt32":
                return Numbers.TryLong(value, out wide) && wide is >= 0 and <= uint.MaxValue ? (uint)wide : UnknownElement.Any;
            case "System.UInt64":
                return value is ulong ? value : Numbers.TryLong(value, out wide) && wide >= 0 ? (ulong)wide : UnknownElement.Any;
            case "System.Double":
                return Numbers.TryDouble(value, out var real) ? real : UnknownElement.Any;
            case "System.Single":
                return Numbers.TryDouble(value, out real) ? (float)real : UnknownElement.Any;
            case "System.Decimal":
                return ToDecimal(value);
            case "System.Numerics.BigInteger":
                return ToBigInteger(value);
            case "System.Array":
                return Sequences.TryGetItems(value, out var items) ? items.ToArray() : new[] { value };
            case "System.Collections.ArrayList" or "System.Collections.Generic.List`1":
                return new ListObject(type, [.. Operators.ArgumentsOf(value)]);
            case "System.Collections.Hashtable":
                return value is FoldedTable table ? table : UnknownElement.Any;
            default:
                return Object(type, value, work, types);
        }
    }

    private static object? Object(string type, object? value, Workspace work, TypeLookup types)
    {
        switch (type)
        {
            case ObjectTypes.OrderedDictionary or ObjectTypes.CustomObject:
                return value is FoldedTable table ? table.Copy(type) : UnknownElement.Any;
            case "System.Type":
                return value is FoldedType ? value : value is string name && types.Resolve(name) is var full && TypeLookup.IsKnown(full.Replace("[]", "", StringComparison.Ordinal)) ? new FoldedType(full) : UnknownElement.Any;
            case "System.Text.RegularExpressions.Regex":
                return value is PatternObject ? value : value is string pattern ? new PatternObject(pattern, System.Text.RegularExpressions.RegexOptions.None) : UnknownElement.Any;
            case "System.IO.MemoryStream":
                return ToBytes(value) is { } bytes ? new ByteStream(type, bytes) : UnknownElement.Any;
            case "System.Text.StringBuilder":
                return value is TextBuilder ? value : UnknownElement.Any;
            case "System.Guid":
                return value is Guid ? value : value is string guid && Guid.TryParse(guid, out var parsed) ? parsed : UnknownElement.Any;
            case "System.Version":
                return value is Version ? value : value is string version && Version.TryParse(version, out var number) ? number : UnknownElement.Any;
            case "System.Uri":
                return value is Uri ? value : value is string address && Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var uri) ? uri : UnknownElement.Any;
            case "System.Text.Encoding":
                return value is Encoding ? value : UnknownElement.Any;
            case "System.Xml.XmlDocument":
                return value is string xml && work.Spending.TakeSteps(xml.Length >> 3) ? XmlElementObject.Parse(xml) : UnknownElement.Any;
            case ObjectTypes.ScriptBlock:
                return value is FoldedBlock ? value : UnknownElement.Any;
            case "System.Void":
                return null;
        }

        return FrameworkTable.Default.FindType(type) is { Kind: FrameworkTypeKind.Enumeration } enumeration ? Enumerations.Of(enumeration, value) : UnknownElement.Any;
    }

    /// <summary>A character: from a code, or from a text of one character.</summary>
    public static object? ToChar(object? value, Workspace work)
    {
        switch (value)
        {
            case char:
                return value;
            case string { Length: 1 } text:
                return Boxes.Of(text[0]);
            case int or byte or long or short or ushort or sbyte or uint or ulong:
                work.Use(Techniques.CharacterCodes);
                return Numbers.TryInt(value, out var code) && code is >= 0 and <= char.MaxValue ? Boxes.Of((char)code) : UnknownElement.Any;
            case null:
                return Boxes.Of('\0');
            default:
                return UnknownElement.Any;
        }
    }

    /// <summary>Bytes out of an array of numbers; null where it is none.</summary>
    public static byte[]? ToBytes(object? value)
    {
        if (value is byte[] bytes)
        {
            return bytes;
        }

        if (!Sequences.IsSequence(value) || value is char[])
        {
            return null;
        }

        var result = new byte[Sequences.Count(value)];
        for (var i = 0; i < result.Length; i++)
        {
            var item = Sequences.At(value!, i);
            if (item is UnknownElement || !Numbers.TryInt(item, out var number) || number is < 0 or > 255)
            {
                return null;
            }

            result[i] = (byte)number;
        }

        return result;
    }

    /// <summary>Characters out of a text or an array.</summary>
    public static object? ToChars(object? value, Workspace work)
    {
        switch (value)
        {
            case char[]:
                return value;
            case string text:
                return work.Fits(text.Length) ? text.ToCharArray() : UnknownElement.Any;
        }

        var items = Operators.ArgumentsOf(value);
        var result = new char[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (ToChar(items[i], work) is not char character)
            {
                return UnknownElement.Any;
            }

            result[i] = character;
        }

        return work.Fits(result.Length) ? result : UnknownElement.Any;
    }

    private static object? ToArray(string type, object? value, Workspace work, TypeLookup types)
    {
        switch (type)
        {
            case "System.Char[]":
                return ToChars(value, work) is char[] characters ? characters : new UnknownElement(type);
            case "System.Byte[]":
                return ToBytes(value) is { } bytes ? bytes : Numbers.TryInt(value, out var one) && one is >= 0 and <= 255 && value is not null ? new[] { (byte)one } : new UnknownElement(type);
        }

        if (value is null)
        {
            return null;
        }

        var items = Operators.ArgumentsOf(value);
        var element = type[..^2];
        if (!work.Fits(items.Count))
        {
            return new UnknownElement(type);
        }

        if (element == "System.String")
        {
            var texts = new string[items.Count];
            for (var i = 0; i < texts.Length; i++)
            {
                if (Texts.Of(items[i], work.Separator) is not { } text)
                {
                    return new UnknownElement(type);
                }

                texts[i] = text;
            }

            return texts;
        }

        var result = new object?[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = To(element, items[i], work, types);
        }

        return result;
    }

    private static object? ToDecimal(object? value)
    {
        switch (Numbers.Of(value))
        {
            case decimal number:
                return number;
            case double number when Math.Abs(number) < 1e28:
                return (decimal)number;
            default:
                return value is ulong big ? (decimal)big : Numbers.TryLong(value, out var wide) ? (decimal)wide : UnknownElement.Any;
        }
    }

    private static object? ToBigInteger(object? value)
    {
        if (value is string text)
        {
            return text.Length <= 512 && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : UnknownElement.Any;
        }

        return value is BigInteger ? value : Numbers.IsInteger(value) && Numbers.TryLong(value, out var wide) ? (BigInteger)wide : UnknownElement.Any;
    }
}
