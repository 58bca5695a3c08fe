using System.Buffers;
using System.Text;
using Assay.Model;

namespace Assay.Community;

/// <summary>Reads lists of SHA-256 of malicious files, as sha256sum prints them: the hash, two blanks or a blank and a star, a name.</summary>
internal static class HashList
{
    private const int LongestName = 256;

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Gives one record for each line; throws <see cref="AdvisoryException"/> at a line that has no hash.</summary>
    public static IEnumerable<MaliciousPackage> Read(ReadOnlyMemory<byte> bytes)
    {
        var number = 0;
        foreach (var raw in Encoding.UTF8.GetString(bytes.Span).Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Length < 64 || line.AsSpan(0, 64).ContainsAnyExcept(HexadecimalDigits) || (line.Length > 64 && line[64] != ' '))
            {
                throw new AdvisoryException($"line {number} is no SHA-256");
            }

            var name = line[64..].TrimStart(' ', '*');
            yield return new MaliciousPackage(name.Length is 0 or > LongestName ? "sha256" : name, "", "", [], [], [line[..64].ToLowerInvariant()]);
        }
    }
}
