namespace Assay.Fuzz.Minimising;

/// <summary>Makes an input smaller while it keeps what it shows (delta debugging): whole lines and blocks first, bytes last, then bytes become the plainest ones.</summary>
internal static class Minimizer
{
    private const byte Plain = (byte)'0';

    /// <summary>Gives the smallest input found.</summary>
    /// <param name="input">An input that shows it.</param>
    /// <param name="shows">Says whether an input still shows it.</param>
    /// <param name="tries">Inputs to try at most.</param>
    public static byte[] Run(byte[] input, Func<byte[], bool> shows, int tries)
    {
        var left = tries;
        bool Try(byte[] candidate) => left-- > 0 && shows(candidate);

        for (var before = -1; before != input.Length && left > 0;)
        {
            before = input.Length;
            input = Reduce(Lines(input), Try);
            input = Reduce(Blocks(input), Try);
        }

        return Simplify(input, Try);
    }

    // ddmin: without ever smaller runs of the parts, from the back, where less depends on what is left out.
    private static byte[] Reduce(List<byte[]> parts, Func<byte[], bool> shows)
    {
        for (var run = Math.Max(1, parts.Count / 2); ; run /= 2)
        {
            for (var at = parts.Count - run; at >= 0; at -= run)
            {
                List<byte[]> candidate = [.. parts[..at], .. parts[Math.Min(parts.Count, at + run)..]];
                if (candidate.Count < parts.Count && shows(Join(candidate)))
                {
                    parts = candidate;
                    at = Math.Min(at, parts.Count);
                }
            }

            if (run <= 1)
            {
                return Join(parts);
            }
        }
    }

    private static byte[] Simplify(byte[] input, Func<byte[], bool> shows)
    {
        for (var at = 0; at < input.Length; at++)
        {
            if (input[at] is Plain or 0)
            {
                continue;
            }

            foreach (var value in (ReadOnlySpan<byte>)[0, Plain])
            {
                var candidate = (byte[])input.Clone();
                candidate[at] = value;
                if (shows(candidate))
                {
                    input = candidate;
                    break;
                }
            }
        }

        return input;
    }

    private static List<byte[]> Lines(byte[] input)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', start);
            end = end < 0 ? input.Length : end + 1;
            lines.Add(input[start..end]);
            start = end;
        }

        return lines;
    }

    private static List<byte[]> Blocks(byte[] input) => [.. input.Chunk(1)];

    private static byte[] Join(List<byte[]> parts) => [.. parts.SelectMany(part => part)];
}
