using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Web.Api;

/// <summary>Where a list goes on: opaque to whoever gets it, good only for the same list in the same state.</summary>
internal static class ApiCursor
{
    private const int LongestCursor = 100;
    private const int MarkCharacters = 16;
    private const int MostRows = 10_000_000;

    /// <summary>Makes one.</summary>
    /// <param name="list">What the list is: its address and parameters.</param>
    /// <param name="state">Changes whenever the list does.</param>
    /// <param name="offset">Rows before the next one.</param>
    public static string Write(string list, string state, int offset) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Mark(list)}{Mark(state)}{offset}")));

    /// <summary>Reads one; gives the problem when it is none, or of another list or state.</summary>
    public static ProblemAnswer? Read(string? cursor, string list, string state, out int offset)
    {
        offset = 0;
        if (cursor is null)
        {
            return null;
        }

        var text = cursor.Length <= LongestCursor && Base64Url.IsValid(cursor) ? Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) : "";
        if (text.Length <= 2 * MarkCharacters || !int.TryParse(text.AsSpan(2 * MarkCharacters), NumberStyles.None, CultureInfo.InvariantCulture, out offset) || offset > MostRows || !text.StartsWith(Mark(list), StringComparison.Ordinal))
        {
            return new ProblemAnswer(ProblemKind.InvalidCursor, Parameter: "cursor");
        }

        return text.AsSpan(MarkCharacters, MarkCharacters).SequenceEqual(Mark(state)) ? null : new ProblemAnswer(ProblemKind.CursorExpired, Parameter: "cursor");
    }

    private static string Mark(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..MarkCharacters];
}
