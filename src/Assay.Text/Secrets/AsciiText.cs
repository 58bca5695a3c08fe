using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Brings texts to one byte per character, so that positions stay the same.</summary>
internal static class AsciiText
{
    /// <summary>Writes each character as a byte; what is not Latin becomes <c>?</c>.</summary>
    public static void Narrow(string text, Span<byte> bytes) => Encoding.Latin1.GetBytes(text, bytes);
}
