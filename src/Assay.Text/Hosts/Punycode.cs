using System.Text;

namespace Assay.Text;

/// <summary>Decodes labels of internationalised host names (RFC 3492, RFC 5890: <c>xn--</c> and the letters in ASCII).</summary>
internal static class Punycode
{
    /// <summary>What a label in ASCII begins with.</summary>
    public const string Prefix = "xn--";

    // RFC 1035 2.3.4: a label has at most 63 octets.
    private const int LongestLabel = 63;
    private const int Base = 36;
    private const int MinimumThreshold = 1;
    private const int MaximumThreshold = 26;
    private const int Skew = 38;
    private const int Damping = 700;
    private const int InitialBias = 72;
    private const int FirstCodePoint = 0x80;

    /// <summary>Decodes every such label of a host name; a label that is no valid encoding stays as it is.</summary>
    public static string DecodeHost(string host)
    {
        if (!host.Contains(Prefix, StringComparison.Ordinal))
        {
            return host;
        }

        var labels = host.Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].StartsWith(Prefix, StringComparison.Ordinal) && TryDecode(labels[i].AsSpan(Prefix.Length), out var decoded))
            {
                labels[i] = decoded;
            }
        }

        return string.Join('.', labels);
    }

    /// <summary>Decodes what stands behind the prefix; false when it is no encoding (RFC 3492 6.2).</summary>
    public static bool TryDecode(ReadOnlySpan<char> encoded, out string decoded)
    {
        decoded = "";
        if (encoded.Length > LongestLabel)
        {
            return false;
        }

        var delimiter = encoded.LastIndexOf('-');
        var output = new List<int>();
        foreach (var c in encoded[..Math.Max(0, delimiter)])
        {
            if (c >= FirstCodePoint)
            {
                return false;
            }

            output.Add(c);
        }

        long codePoint = FirstCodePoint;
        var (bias, index) = (InitialBias, 0L);
        for (var at = delimiter + 1; at < encoded.Length;)
        {
            var before = index;
            if (!TryReadNumber(encoded, ref at, bias, ref index))
            {
                return false;
            }

            bias = Adapt(index - before, output.Count + 1, before == 0);
            codePoint += index / (output.Count + 1);
            index %= output.Count + 1;
            if (!Rune.IsValid(codePoint is > 0 and <= 0x10FFFF ? (int)codePoint : -1))
            {
                return false;
            }

            output.Insert((int)index++, (int)codePoint);
        }

        decoded = string.Concat(output.Select(value => new Rune(value).ToString()));
        return decoded.Length > 0;
    }

    // RFC 3492 3.3: a number of variable length in base 36, least digit first.
    private static bool TryReadNumber(ReadOnlySpan<char> encoded, ref int at, int bias, ref long index)
    {
        long weight = 1;
        for (var k = Base; ; k += Base)
        {
            if (at >= encoded.Length || Digit(encoded[at++]) is not (>= 0 and var digit))
            {
                return false;
            }

            index += digit * weight;
            if (index > int.MaxValue)
            {
                return false;
            }

            var threshold = Math.Clamp(k - bias, MinimumThreshold, MaximumThreshold);
            if (digit < threshold)
            {
                return true;
            }

            weight *= Base - threshold;
            if (weight > int.MaxValue)
            {
                return false;
            }
        }
    }

    // RFC 3492 6.1.
    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / Damping : delta / 2;
        delta += delta / points;
        var k = 0;
        while (delta > (Base - MinimumThreshold) * MaximumThreshold / 2)
        {
            delta /= Base - MinimumThreshold;
            k += Base;
        }

        return k + (int)((Base - MinimumThreshold + 1) * delta / (delta + Skew));
    }

    private static int Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };
}
