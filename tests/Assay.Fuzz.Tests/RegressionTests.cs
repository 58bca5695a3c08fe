using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Tests;

public sealed class RegressionTests
{
    public static TheoryData<int> Entries => [.. Enumerable.Range(0, Regressions.All.Count)];

    [Theory]
    [MemberData(nameof(Entries))]
    public void What_broke_a_reader_once_is_read(int entry)
    {
        var (name, what, input) = Regressions.All[entry];

        var finding = Judged.Read(FuzzTargets.Find(name)!, input);

        Assert.True(finding is null, $"{what}\n{finding?.Signature}\n{finding?.Text}");
    }
}
