using System.Buffers;

namespace Assay.Text.Secrets;

/// <summary>Tells what a machine made from what a person typed where a secret would stand.</summary>
internal static class ExampleText
{
    // Five letters and more: three or four stand in random texts by chance.
    private static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "example", "sample", "placeholder", "dummy", "redacted", "changeme", "change-me", "change_me", "notreal", "not-real", "not_real", "insert", "yourtoken", "your-", "your_", "xxxxx", "abcdef", "foobar", "secret", "password",
            "12345", "98765", "00000", "aaaaa", "bbbbb", "testtest", "qwert",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Placeholders = SearchValues.Create(
        [
            "example", "sample", "placeholder", "dummy", "redacted", "change", "notreal", "not-real", "insert", "your", "xxx", "***", "...", "\u2026", "foo", "bar", "password", "passwd", "passphrase", "secret", "token", "user",
            "todo", "mock", "fake", "here", "hidden", "test", "p@ss", "pa$$", "p4ss", "1234", "qwert", "abc", "letmein", "guest", "admin", "root", "hunter2", "correct horse", "correcthorse", "strong",
        ],
        StringComparison.OrdinalIgnoreCase);

    // What stands for a value that is filled in later: {0}, <password>, %PASSWORD%, $(Password), ${PASSWORD}, #{Password}, [password], @password.
    private static readonly SearchValues<char> Fillers = SearchValues.Create("{}<>%$()[]*@#`|");

    /// <summary>True when the characters of a token look drawn by lot: many different ones, no runs, no words.</summary>
    public static bool IsMadeByMachine(ReadOnlySpan<byte> body)
    {
        if (body.Length is < 8 or > 8192)
        {
            return body.Length > 8192;
        }

        Span<byte> counts = stackalloc byte[128];
        counts.Clear();
        var (same, up, down) = (1, 1, 1);
        var hexadecimal = true;
        for (var i = 0; i < body.Length; i++)
        {
            var value = body[i];
            if (value >= counts.Length)
            {
                return false;
            }

            counts[value] = (byte)Math.Min(counts[value] + 1, byte.MaxValue);
            hexadecimal &= char.IsAsciiHexDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.';
            same = i > 0 && body[i - 1] == value ? same + 1 : 1;
            up = i > 0 && value - body[i - 1] == 1 ? up + 1 : 1;
            down = i > 0 && value - body[i - 1] == -1 ? down + 1 : 1;

            // Sixteen digits repeat by chance: seven equal ones in one of 250,000 tokens of 64.
            if (same >= (hexadecimal ? 7 : 6) || up >= 7 || down >= 7)
            {
                return false;
            }
        }

        var different = 0;
        foreach (var count in counts)
        {
            different += count > 0 ? 1 : 0;
        }

        // A random text of n characters out of k has about k(1 - e^(-n/k)) different ones; half of that is far below chance.
        var expected = hexadecimal ? 16 : 36;
        return different >= 0.5 * expected * (1 - Math.Exp(-(double)body.Length / expected)) && (hexadecimal || !Contains(body, Words));
    }

    /// <summary>True when a text stands where a password would, and is none: a field to fill in, a word of documentation.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.Length < 4 || value.ContainsAny(Fillers) || value.ContainsAny(Placeholders) || IsOneCharacter(value);

    /// <summary>Gives the name of a user that a report may show; null for a field to fill in.</summary>
    public static string? User(string? name) => string.IsNullOrEmpty(name) || name.AsSpan().ContainsAny(Fillers) ? null : name;

    private static bool IsOneCharacter(ReadOnlySpan<char> value) => value.IndexOfAnyExcept(value[0]) < 0;

    private static bool Contains(ReadOnlySpan<byte> body, SearchValues<string> words)
    {
        Span<char> text = stackalloc char[Math.Min(body.Length, 512)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)body[i];
        }

        return text.ContainsAny(words);
    }
}
