using Assay.PowerShell.Folding;
using Assay.PowerShell.Tests.Fuzzing;

namespace Assay.PowerShell.Tests.Folding;

/// <summary>What holds for every script, broken ones too.</summary>
public sealed class FoldPropertyTests
{
    private const int Scripts = 3_000;

    // What a thread has on Windows.
    private const int StackSize = 1 << 20;

    [Fact]
    public void A_broken_script_is_folded_without_harm_and_twice_the_same()
    {
        var mutation = new ScriptMutation([.. Snippet.All.Values.Select(snippet => snippet.Text).Where(text => text.Length > 0), .. Folded]);
        var violations = new List<string>();
        var thread = new Thread(
            () =>
            {
                for (var seed = 1; seed <= Scripts && violations.Count < 5; seed++)
                {
                    var text = mutation.Create(seed);
                    if (Violates(text))
                    {
                        violations.Add($"{seed}: {text}");
                    }
                }
            },
            StackSize);

        thread.Start();
        thread.Join();

        Assert.Empty(violations);
    }

    private static bool Violates(string text)
    {
        try
        {
            var script = PowerShellScript.Parse(text);
            var first = FoldedScript.Fold(script, Small);
            var second = FoldedScript.Fold(script, Small);
            return first.HasFailed || script.Root.DescendantsAndSelf().Any(node => first.ValueOf(node).ToString() != second.ValueOf(node).ToString());
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return true;
        }
    }

    [Theory]
    [InlineData("$a = ,1; for (;;) { $a = ,$a; if ($a) { $b = 1 } }")]
    [InlineData("$a = 'x', 'y'; for (;;) { $a = 'x', $a; $c = $a.Length; $d = $a.Name }")]
    [InlineData("$a = @{}; for (;;) { $a = @{ x = $a }; $b = $a.x; \"$a\" }")]
    [InlineData("$a = { 1 }; for (;;) { $a = { & $a }.GetNewClosure(); & $a }")]
    [InlineData("$t = \"'a'\"; for (;;) { $t = '& { ' + $t + ' }'; iex $t }")]
    public void Values_nested_by_a_loop_need_no_deep_stack(string text)
    {
        var failed = true;
        var thread = new Thread(() => failed = FoldedScript.Fold(PowerShellScript.Parse(text), Small).HasFailed, StackSize);

        thread.Start();
        thread.Join();

        Assert.False(failed);
    }

    private static FoldBudget Small => FoldBudget.Default with { Steps = 30_000 };

    private static IEnumerable<string> Folded => FoldingContractTests.Scripts().Select(row => row.Data);
}
