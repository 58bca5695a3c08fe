using System.Buffers;
using System.Text;

namespace Assay.Native.Libraries;

/// <summary>Recognises libraries of others in native code, linked in or alone, by texts that they keep for that purpose and that name a version.</summary>
/// <remarks>Only forms that no other program has a reason to hold: what a program calls itself when it talks to a server is not among them unless it stands alone.</remarks>
internal static class LibraryTexts
{
    private const int MaximumLibraries = 20;

    // Hits of one text that are looked at: more of them are made on purpose.
    private const int MaximumHits = 200;
    private const int LongestVersion = 24;

    private static readonly SearchValues<byte> VersionCharacters = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> HashCharacters = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>States each library and version once, at the offset of its text.</summary>
    public static void Write(ReadOnlySpan<byte> image, NativeFacts facts)
    {
        var left = MaximumLibraries;

        // zlib deflate.c, inftrees.c: " deflate 1.2.11 Copyright 1995-2017 Jean-loup Gailly and Mark Adler "
        Find(image, "flate 1."u8, facts, ref left, static (image, hit) =>
        {
            var version = VersionAt(image, hit + 6, out var end);
            return hit >= 2 && image[hit - 2] is (byte)'d' or (byte)'i' && StartsWith(image, end, " Copyright 1995-"u8) ? ("zlib", version) : default;
        });

        // OpenSSL opensslv.h, OPENSSL_VERSION_TEXT: "OpenSSL 1.1.1k  25 Mar 2021", from 3.0 on with one blank. BoringSSL has no date there.
        Find(image, "OpenSSL "u8, facts, ref left, static (image, hit) =>
        {
            var version = VersionAt(image, hit + 8, out var end);
            if (version is not null && end < image.Length && char.IsAsciiLetterLower((char)image[end]))
            {
                version += (char)image[end++];
            }

            return IsDate(image[end..Math.Min(image.Length, end + 16)]) ? ("openssl", version) : default;
        });

        // curl version.c, LIBCURL_NAME "/" LIBCURL_VERSION.
        Find(image, "\0libcurl/"u8, facts, ref left, static (image, hit) => ("curl", Alone(image, hit + 9)));

        // libpng png.h, PNG_HEADER_VERSION_STRING: " libpng version 1.6.37 - April 14, 2019\n"
        Find(image, " libpng version "u8, facts, ref left, static (image, hit) =>
        {
            var version = VersionAt(image, hit + 16, out var end);
            return StartsWith(image, end, " - "u8) ? ("libpng", version) : default;
        });

        // expat xmlparse.c, XML_ExpatVersion: "expat_2.2.9"
        Find(image, "\0expat_"u8, facts, ref left, static (image, hit) => ("expat", Alone(image, hit + 7)));

        // libssh2 libssh2.h, LIBSSH2_SSH_DEFAULT_BANNER: "SSH-2.0-libssh2_1.9.0"
        Find(image, "SSH-2.0-libssh2_"u8, facts, ref left, static (image, hit) => ("libssh2", Alone(image, hit + 16)));

        WriteSqlite(image, facts, ref left);
    }

    // SQLite sqlite3.h: its magic number, its source id, and sqlite3_version as a text of its own: "3.35.5". The id begins with the day of the check-in and ends with its hash.
    private static void WriteSqlite(ReadOnlySpan<byte> image, NativeFacts facts, ref int left)
    {
        if (left == 0 || image.IndexOf("SQLite format 3\0"u8) < 0)
        {
            return;
        }

        string? found = null;
        var offset = 0;
        var position = 0;
        while (image[position..].IndexOf("\03."u8) is >= 0 and var next)
        {
            var hit = position + next;
            position = hit + 3;
            // 3.6 is from 2008; other libraries have lower numbers.
            if (Alone(image, hit + 1) is { } version && version.Split('.') is [_, var minor, ..] && int.Parse(minor, System.Globalization.CultureInfo.InvariantCulture) >= 6)
            {
                if (found is not null && found != version)
                {
                    return;
                }

                (found, offset) = (version, hit + 1);
            }
        }

        if (found is not null && HasSourceId(image))
        {
            left--;
            facts.Library("sqlite", found, offset);
        }
    }

    // 2021-04-19 18:32:05 1b256d97b553a9611efca188a3d995a2fff712759044ba480f9a0c9e98fae886
    private static bool HasSourceId(ReadOnlySpan<byte> image)
    {
        var position = 0;
        while (image[position..].IndexOf("\020"u8) is >= 0 and var next)
        {
            var id = image[(position + next + 1)..];
            position += next + 3;
            if (id.Length >= 60 && id[4] == '-' && id[7] == '-' && id[10] == ' ' && id[13] == ':' && id[16] == ':' && id[19] == ' ' && !id.Slice(20, 40).ContainsAnyExcept(HashCharacters))
            {
                return true;
            }
        }

        return false;
    }

    private static void Find(ReadOnlySpan<byte> image, ReadOnlySpan<byte> text, NativeFacts facts, ref int left, Recognise recognise)
    {
        var position = 0;
        for (var hits = 0; hits < MaximumHits && left > 0 && image[position..].IndexOf(text) is >= 0 and var next; hits++)
        {
            var hit = position + next;
            position = hit + text.Length;
            if (recognise(image, hit) is { Library: { } library, Version: { } version })
            {
                left--;
                facts.Library(library, version, hit);
            }
        }
    }

    // A version that ends where the text ends.
    private static string? Alone(ReadOnlySpan<byte> image, int start) => VersionAt(image, start, out var end) is { } version && end < image.Length && image[end] == 0 ? version : null;

    // Two to four numbers.
    private static string? VersionAt(ReadOnlySpan<byte> image, int start, out int end)
    {
        var window = image[Math.Min(start, image.Length)..Math.Min(image.Length, start + LongestVersion)];
        var length = window.IndexOfAnyExcept(VersionCharacters);
        end = start + Math.Max(length, 0);
        if (length <= 0)
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(window[..length]);
        var parts = text.Split('.');
        return parts.Length is >= 2 and <= 4 && Array.TrueForAll(parts, part => part.Length is > 0 and <= 6) ? text : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> image, int start, ReadOnlySpan<byte> text) => start <= image.Length && image[start..].StartsWith(text);

    // "  25 Mar 2021", " 7 Feb 2023"
    private static bool IsDate(ReadOnlySpan<byte> text)
    {
        var parts = Encoding.Latin1.GetString(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return text.Length > 0 && text[0] == ' ' && parts is [{ Length: 1 or 2 } day, { Length: 3 } month, { Length: >= 4 } year, ..]
            && day.All(char.IsAsciiDigit) && month.All(char.IsAsciiLetter) && year.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private delegate (string? Library, string? Version) Recognise(ReadOnlySpan<byte> image, int hit);
}
