namespace Assay.Fuzz.Minimising;

/// <summary>Makes an input smaller while it keeps what it shows (delta debugging): whole lines first, then runs of bytes, and in the end bytes become the plainest ones.</summary>
internal sealed class Minimizer
{
    private const byte Plain = (byte)'0';

    private readonly Func<byte[], bool> _shows;
    private int _left;

    private Minimizer(Func<byte[], bool> shows, int tries) => (_shows, _left) = (shows, tries);

    /// <summary>Gives the smallest input found.</summary>
    /// <param name="input">An input that shows it.</param>
    /// <param name="shows">Says whether an input still shows it.</param>
    /// <param name="tries">Inputs to try at most.</param>
    public static byte[] Run(byte[] input, Func<byte[], bool> shows, int tries)
    {
        var minimizer = new Minimizer(shows, tries);
        for (var before = -1; before != input.Length && minimizer._left > 0;)
        {
            before = input.Length;
            input = minimizer.Reduce(Lines(input));
            input = minimizer.Reduce([.. Enumerable.Range(0, input.Length).Select(at => input.AsMemory(at, 1))]);
        }

        return minimizer.Simplify(input);
    }

    private bool Shows(byte[] candidate)
    {
        _left--;
        return _shows(candidate);
    }

    // Without ever smaller runs of the parts, from the back, where less depends on what is left out.
    private byte[] Reduce(List<ReadOnlyMemory<byte>> parts)
    {
        for (var run = Math.Max(1, parts.Count / 2); ; run /= 2)
        {
            for (var at = parts.Count - run; at >= 0 && _left > 0; at -= run)
            {
                List<ReadOnlyMemory<byte>> candidate = [.. parts[..at], .. parts[(at + run)..]];
                if (Shows(Join(candidate)))
                {
                    parts = candidate;
                }
            }

            if (run <= 1)
            {
                return Join(parts);
            }
        }
    }

    private byte[] Simplify(byte[] input)
    {
        for (var at = 0; at < input.Length; at++)
        {
            foreach (var value in (ReadOnlySpan<byte>)[0, Plain])
            {
                if (_left <= 0 || input[at] is Plain or 0)
                {
                    break;
                }

                var candidate = (byte[])input.Clone();
                candidate[at] = value;
                input = Shows(candidate) ? candidate : input;
            }
        }

        return input;
    }

    private static List<ReadOnlyMemory<byte>> Lines(byte[] input)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < input.Length;)
        {
            var end = Array.IndexOf(input, (byte)'\n', start);
            end = end < 0 ? input.Length : end + 1;
            lines.Add(input.AsMemory(start..end));
            start = end;
        }

        return lines;
    }

    private static byte[] Join(List<ReadOnlyMemory<byte>> parts)
    {
        var bytes = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(bytes.AsMemory(at));
            at += part.Length;
        }

        return bytes;
    }
}
