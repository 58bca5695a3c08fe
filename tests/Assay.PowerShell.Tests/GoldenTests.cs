using System.Globalization;

namespace Assay.PowerShell.Tests;

public sealed class GoldenTests(ITestOutputHelper output)
{
    private const double Wanted = 0.999;

    [Fact]
    public void Real_files_give_what_the_parser_of_PowerShell_finds()
    {
        var folder = Environment.GetEnvironmentVariable("ASSAY_GOLDEN");
        Assert.SkipUnless(folder is { Length: > 0 }, "ASSAY_GOLDEN names no folder that holds golden.jsonl and its files, each under the name of its SHA-256 with .ps1.");
        var commands = new Score("commands");
        Score[] others = [new("functions"), new("types"), new("members"), new("errors"), new("strings"), new("tokens")];
        var (files, right) = (0, 0);
        foreach (var file in GoldenFile.ReadAll(folder!))
        {
            var script = PowerShellScript.Parse(file.Text);
            var actual = ScriptRows.Of(script);
            var same = commands.Add(file, file.Rows.CommandNames, actual.CommandNames);
            same &= others[0].Add(file, file.Rows.Functions, actual.Functions);
            same &= others[1].Add(file, file.Rows.Types, actual.Types);
            same &= others[2].Add(file, file.Rows.Members, actual.Members);
            same &= others[3].Add(file, file.Rows.Errors, actual.Errors);
            same &= others[4].Add(file, file.Rows.StringKinds, actual.StringKinds);
            same &= others[5].Add(file, ["tokens"], file.HasTokensOf(script) ? ["tokens"] : []);
            files++;
            right += same ? 1 : 0;
        }

        output.WriteLine($"{files} files, {right} exactly right");
        foreach (var score in others.Prepend(commands))
        {
            output.WriteLine(score.ToString());
        }

        Assert.NotEqual(0, files);
        Assert.All([commands, others[1], others[2]], score => Assert.True(score.Recall >= Wanted && score.Precision >= Wanted, score.ToString()));
    }

    private sealed class Score(string what)
    {
        private readonly List<string> _differences = [];
        private int _expected;
        private int _actual;
        private int _common;
        private int _files;

        public double Recall => _expected == 0 ? 1 : (double)_common / _expected;

        public double Precision => _actual == 0 ? 1 : (double)_common / _actual;

        public bool Add(GoldenFile file, List<string> expected, List<string> actual)
        {
            var (missing, surplus) = RowComparison.Compare(expected, actual);
            _expected += expected.Count;
            _actual += actual.Count;
            _common += expected.Count - missing.Count;
            _differences.AddRange(missing.Select(row => $"  {file.Label}: missing {row}").Concat(surplus.Select(row => $"  {file.Label}: surplus {row}")));
            var same = missing.Count + surplus.Count == 0;
            _files += same ? 1 : 0;
            return same;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{what}: recall {Recall:P3}, precision {Precision:P3} of {_expected}; {_files} files right\n{string.Join('\n', _differences.Take(40))}");
    }
}
