namespace Assay.DotNet.Recovery;

/// <summary>Carries out a closed list of pure framework members on own values; everything else is refused.</summary>
internal sealed partial class FrameworkCalls(RecoveryBudget budget, ResourceContent resources, Func<IlFunction, IlValue[], IlValue> invoke)
{
    /// <summary>Characters of one text.</summary>
    private const int MaximumText = 1024 * 1024;

    /// <summary>Calls a member; false when it is not on the list or gives nothing known, its arguments then count as changed.</summary>
    /// <param name="name"><c>Namespace.Type::Member</c>.</param>
    /// <param name="parameters">See <see cref="ParameterCodes"/>.</param>
    /// <param name="arguments">The receiver first, where there is one.</param>
    /// <param name="constructs">True for <c>newobj</c>.</param>
    /// <param name="result">What it returns.</param>
    public bool TryCall(string name, string parameters, IlValue[] arguments, bool constructs, out IlValue result)
    {
        budget.Step(4);
        var separator = name.IndexOf("::", StringComparison.Ordinal);
        var member = separator < 0 ? "" : name[(separator + 2)..];
        var known = name.AsSpan(0, Math.Max(0, separator)) switch
        {
            "System.Object" when member == ".ctor" => IlValue.Null,
            "System.Object" when member == "ToString" => TextObject(arguments[0]),
            "System.String" => String(member, parameters, arguments, constructs),
            "System.Text.StringBuilder" => Builder(member, parameters, arguments, constructs),
            "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler" => Interpolation(member, parameters, arguments),
            "System.Convert" => Conversion(member, parameters, arguments),
            "System.Char" or "System.Int32" or "System.Byte" => Number(name, arguments),
            "System.Text.Encoding" or "System.Text.ASCIIEncoding" or "System.Text.UTF8Encoding" or "System.Text.UnicodeEncoding" => Encoding(name, member, arguments, constructs),
            "System.Uri" => Address(member, arguments, constructs),
            "System.Array" or "System.Buffer" or "System.Math" or "System.MemoryExtensions" => Arrays(name, arguments),
            "System.Span`1" or "System.ReadOnlySpan`1" => Span(member, arguments),
            "System.Linq.Enumerable" => Sequence(member, arguments),
            "System.Collections.Generic.List`1" => List(member, arguments, constructs),
            "System.IO.MemoryStream" or "System.IO.Stream" or "System.IO.Compression.GZipStream" or "System.IO.Compression.DeflateStream" or "System.IO.Compression.BrotliStream"
                or "System.IO.Compression.ZLibStream" or "System.IO.StreamReader" or "System.IO.TextReader" or "System.IO.BinaryReader" => Streams(name, member, arguments, constructs),
            "System.Reflection.Assembly" or "System.Type" or "System.Reflection.MemberInfo" => Reflection(member, arguments),
            "System.Security.Cryptography.Aes" or "System.Security.Cryptography.AesManaged" or "System.Security.Cryptography.RijndaelManaged" or "System.Security.Cryptography.AesCryptoServiceProvider"
                or "System.Security.Cryptography.SymmetricAlgorithm" or "System.Security.Cryptography.ICryptoTransform" or "System.Security.Cryptography.Rijndael" => Cipher(member, arguments, constructs),
            "System.Security.Cryptography.MD5" or "System.Security.Cryptography.SHA256" or "System.Security.Cryptography.SHA1" or "System.Security.Cryptography.HashAlgorithm" => Hash(name, member, arguments),
            "System.IDisposable" => IlValue.Null,
            _ => null,
        };
        result = known ?? IlValue.Unknown;
        return known is not null;
    }

    private IlValue Text(string text, Encodings encodings)
    {
        if (text.Length > MaximumText)
        {
            throw new RecoveryStoppedException();
        }

        budget.Allocate(text.Length * 2L);
        return IlValue.Of(text, encodings);
    }

    private IlValue Bytes(byte[] bytes, Encodings encodings)
    {
        budget.Allocate(bytes.Length);
        return IlValue.Of(IlArray.OfBytes(bytes, encodings));
    }

    // The text of a value that is formatted or joined; null when it is not known. A null reference is an empty text.
    private static string? Shown(in IlValue value) => value.Object switch
    {
        string text => text,
        IlBox { Type: "System.Char", Value: { IsNumber: true } character } => ((char)character.Number).ToString(),
        IlBox { Type: "System.Int32" or "System.Int64" or "System.Int16" or "System.Byte" or "System.SByte" or "System.UInt16", Value: { IsNumber: true } number } => number.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        IlBuilder { Unknown: false } builder => builder.Text.ToString(),
        null when value.IsNull => "",
        _ => null,
    };

    private static IlValue? TextObject(in IlValue value) => Shown(value) is { } text && !value.IsNull ? IlValue.Of(text, EncodingsOf(value) | (value.Object is IlBuilder ? Encodings.Building : Encodings.None)) : null;

    private static Encodings EncodingsOf(in IlValue value) => value.Encodings | value.Object switch
    {
        IlArray array => array.Encodings,
        IlSpan span => span.Array.Encodings,
        IlBuilder builder => builder.Encodings,
        IlStream stream => stream.Encodings,
        IlBox box => box.Value.Encodings | Encodings.CharacterCodes,
        _ => Encodings.None,
    };

    /// <summary>The characters of an array or a part of one; null when one is not known.</summary>
    private static string? Characters(in IlValue value, out Encodings encodings)
    {
        encodings = Encodings.None;
        if (value.Object is string text)
        {
            encodings = value.Encodings;
            return text;
        }

        var (array, start, length) = value.Object switch
        {
            IlArray whole => (whole, 0, whole.Length),
            IlSpan span => (span.Array, span.Start, span.Length),
            IlList { Unknown: false } list => (new IlArray { Items = [.. list.Items], HoldsCharacters = true }, 0, list.Items.Count),
            _ => (null, 0, 0),
        };
        if (array is not { Items: { } items, Unknown: false, HoldsCharacters: true })
        {
            return null;
        }

        var characters = new char[length];
        encodings = array.Encodings;
        for (var i = 0; i < length; i++)
        {
            if (!items[start + i].IsNumber)
            {
                return null;
            }

            characters[i] = (char)items[start + i].Number;
            encodings |= items[start + i].Encodings;
        }

        return new string(characters);
    }

    private static byte[]? BytesOf(in IlValue value, out Encodings encodings)
    {
        encodings = EncodingsOf(value);
        return value.Object switch
        {
            IlArray { Unknown: false, Bytes: { } bytes } => bytes,
            IlSpan { Array: { Unknown: false, Bytes: { } bytes } } span => bytes.AsSpan(span.Start, span.Length).ToArray(),
            IlList { Unknown: false } list when list.Items.TrueForAll(item => item.IsNumber) => [.. list.Items.Select(item => (byte)item.Number)],
            _ => null,
        };
    }

    private static bool Numbers(IlValue[] arguments, int from)
    {
        for (var i = from; i < arguments.Length; i++)
        {
            if (!arguments[i].IsNumber)
            {
                return false;
            }
        }

        return true;
    }
}
