using System.Text;
using Assay.Fuzz.Minimising;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Tests;

public sealed class MinimizerTests
{
    [Fact]
    public void What_is_needed_stays_and_the_rest_goes()
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(line => line == 31 ? "some (x) text\n" : $"line {line}\n")));

        var smallest = Minimizer.Run(input, bytes => Encoding.UTF8.GetString(bytes) is var text && text.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open && text.IndexOf(')', open) > open, 20_000);

        Assert.Equal("()", Encoding.UTF8.GetString(smallest));
    }

    [Fact]
    public void Bytes_that_do_not_matter_become_plain()
    {
        var smallest = Minimizer.Run("abcdefgh"u8.ToArray(), bytes => bytes.Length == 8 && bytes[3] == 'd', 20_000);

        Assert.Equal([0, 0, 0, (byte)'d', 0, 0, 0, 0], smallest);
    }

    [Fact]
    public void The_number_of_tries_is_kept()
    {
        var tries = 0;
        Minimizer.Run(new byte[10_000], _ => ++tries < 0, 50);

        Assert.Equal(50, tries);
    }

    [Fact]
    public void An_input_that_ends_the_process_is_told_by_ending_another_one()
    {
        using var probe = new FindingProbe(FuzzTargets.Find("self-check-recurses")!);

        Assert.StartsWith(ReplayedInput.Ended + "at Assay.Fuzz.Targets.SelfCheckTargets.Recurse", probe.Signature("a"u8.ToArray()), StringComparison.Ordinal);
    }
}
