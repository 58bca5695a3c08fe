using System.Security.Cryptography;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary><c>ConvertTo-SecureString</c> with a key that stands in the script, and the ways back to text.</summary>
internal static class SecureTexts
{
    // The version mark of an exported text: what follows is base-64 of UTF-16 "2|initialization vector|hexadecimal cipher text".
    private const string Mark = "76492d1116743f0423413b16050a5345";

    /// <summary>Decrypts an exported text; null where it is none or the key does not fit.</summary>
    public static SecureText? Decrypt(string exported, byte[] key, Workspace work)
    {
        work.Use(Techniques.Decryption);
        if (!exported.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) || key.Length is not (16 or 24 or 32) || !work.Fits(exported.Length))
        {
            return null;
        }

        var envelope = new byte[exported.Length];
        if (!Convert.TryFromBase64String(exported[Mark.Length..], envelope, out var written))
        {
            return null;
        }

        var parts = Encoding.Unicode.GetString(envelope, 0, written).Split('|');
        if (parts.Length != 3 || (parts[2].Length & 1) != 0 || !parts[2].All(char.IsAsciiHexDigit))
        {
            return null;
        }

        var vector = new byte[64];
        if (!Convert.TryFromBase64String(parts[1], vector, out var length) || length != 16)
        {
            return null;
        }

        try
        {
            using var aes = Aes.Create();
            aes.Key = key;
            return new SecureText(Encoding.Unicode.GetString(aes.DecryptCbc(Convert.FromHexString(parts[2]), vector.AsSpan(0, 16))));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The members of <c>Marshal</c> that turn a protected text into plain text; the pointer between them is the text itself.</summary>
    public static object? InvokeMarshal(string name, in Arguments arguments)
    {
        if (arguments.Count != 1)
        {
            return UnknownElement.Any;
        }

        var copies = name.StartsWith("SECURESTRINGTO", StringComparison.Ordinal);
        var reads = name is "PTRTOSTRINGAUTO" or "PTRTOSTRINGBSTR" or "PTRTOSTRINGUNI";
        return arguments[0] is not SecureText secure ? UnknownElement.Any : copies ? secure : reads ? secure.Text : name.StartsWith("ZEROFREE", StringComparison.Ordinal) ? null : UnknownElement.Any;
    }

    /// <summary>A key given as an array of numbers or as a protected text.</summary>
    public static byte[]? Key(object? value) => value is SecureText secure ? Encoding.Unicode.GetBytes(secure.Text) : Conversions.ToBytes(value);
}
