using System.Globalization;
using System.Reflection;
using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>docs/limits.md is written from the table of limits; it is made again with ASSAY_UPDATE_GOLDEN=1.</summary>
public sealed class LimitTableTests
{
    [Fact]
    public void The_documentation_lists_every_limit_as_it_is()
    {
        var file = Path.Combine(Checkout.Root, "docs", "limits.md");
        var table = Table();
        if (Environment.GetEnvironmentVariable("ASSAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, table);
        }

        Assert.Equal(table, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Rows_stand_in_the_order_of_their_names_and_take_their_usual_values()
    {
        Assert.Equal(Enum.GetValues<Limit>(), LimitTable.All.Select(definition => definition.Limit));
        Assert.All(LimitTable.All, definition =>
        {
            Assert.InRange(definition.Usual, definition.Smallest, definition.Largest);
            Assert.True(definition.TryRead(definition.Show(definition.Usual).Replace(",", "", StringComparison.Ordinal).Replace(" bytes", "", StringComparison.Ordinal).Replace(" s", "", StringComparison.Ordinal), out var value, out _));
            Assert.Equal(definition.Usual, value);
        });
    }

    [Theory]
    [InlineData(typeof(FixedLimits))]
    [InlineData(typeof(SourceLimits))]
    [InlineData(typeof(DocumentLimits))]
    public void Every_fixed_limit_is_listed_with_its_value(Type limits)
    {
        long[] listed = limits == typeof(FixedLimits) ? [.. FixedLimits.All.Select(row => (long)row.Levels)]
            : limits == typeof(SourceLimits) ? [.. SourceLimits.All.Select(row => (long)row.Value)]
            : [.. DocumentLimits.All.Select(limit => limit.Value)];
        long[] stated = [.. limits.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture))];

        Assert.Equal(stated, listed);
        Assert.All(listed, value => Assert.InRange(value, 1, long.MaxValue));
    }

    [Theory]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("64mib", 64L << 20)]
    [InlineData("1_000", 1000)]
    [InlineData("2047MiB", 2047L << 20)]
    public void Values_have_units(string text, long value)
    {
        Assert.True(LimitTable.Of(Limit.FileBytes).TryRead(text, out var read, out _));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.5 MiB")]
    [InlineData("4 GiB")]
    [InlineData("9223372036854775807 GiB")]
    [InlineData("64 parsecs")]
    public void What_is_no_value_is_said(string text)
    {
        Assert.False(LimitTable.Of(Limit.FileBytes).TryRead(text, out _, out var defect));
        Assert.Contains("file-bytes", defect, StringComparison.Ordinal);
    }

    private static string Table()
    {
        var text = new StringBuilder("""
            # Limits

            What reading and judging a package may cost. A limit that is reached is a problem in the report (`coverage.problems`), with its name and value (`limit`) and what was not read; it makes the verdict `unknown` and the exit code 4 where something that can run was not read, never `pass`. What was found before stays.

            ```
            assay limits                                            # what holds here
            assay scan package.nupkg --limit file-bytes=64MiB       # for one run; may be given several times
            ```

            ```yaml
            # assay.yaml
            limits:
              file-bytes: 64 MiB
              entries: 500_000
            ```

            A package has no say in its own limits: an `assay.yaml` in it is content like any other. Limits that were set are named in the report (`inputs.limits`). The portal reads with the usual ones; its own are `Portal:UploadBytes`, `Portal:AnalysisSeconds` and `Portal:AnalysisBytes` ([portal.md](portal.md)). Everything but seconds is counted in bytes, things and steps, so that every machine gives the same report.


            """);
        foreach (var group in LimitTable.All.GroupBy(definition => definition.Group, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {group.Key}\n\n| limit | usual | from, to | reached | what it limits |\n| --- | --- | --- | --- | --- |\n");
            foreach (var definition in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{definition.Name}` | {definition.Show(definition.Usual)} | {definition.Show(definition.Smallest)}, {definition.Show(definition.Largest)} | {(definition.Problem is { } problem ? $"`{problem.Name()}`" : "-")} | {definition.Meaning} |\n");
            }

            text.Append('\n');
        }

        text.Append("""
            ## Fixed depths

            They protect the stack, which cannot be extended: a stack overflow ends the process and cannot be caught. No setting raises them; tests read inputs of a million levels on a thread with a stack of 1 MiB, the smallest that .NET gives one.

            | levels | of what |
            | --- | --- |

            """);
        foreach (var (meaning, levels) in FixedLimits.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {levels} | {meaning} |\n");
        }

        text.Append("""

            ## Documents besides packages

            They are far above what is real and cannot be set. A document that is refused is named in one line, and what asked for it says what it then does not know.

            | limit | of what | what it limits |
            | --- | --- | --- |

            """);
        foreach (var limit in DocumentLimits.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {limit.Shown} | {limit.Group} | {limit.Meaning} |\n");
        }

        text.Append("""

            ## Broken sources

            The parser of a compiler copies for each token that it skips those that it skipped before, and reads again what may be several things. A source beyond one of these is not parsed, and said with `limit-steps`; it is searched for web addresses and secrets. Of a build file the commands and the code up to there are read. No setting changes them.

            | limit | of what | what it limits |
            | --- | --- | --- |

            """);
        foreach (var (language, meaning, value) in SourceLimits.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {value:N0} | {language} | {meaning} |\n");
        }

        return text.Append("""

            Copies of arrays, lists, tables and builders that branches of PowerShell code need count for `powershell-total` with the room that they take. What a loop that is not followed makes unknown takes a step for eight variables.

            ## Where others have other numbers

            | number | here | why |
            | --- | --- | --- |
            | nesting of PowerShell code, 500 elsewhere | 200 | real scripts reach 71; deeper code is passed over, said, and the rest is read |
            | decoding layers, 16 elsewhere | 24, and 8 files inside each other | a layer costs no stack; attackers stack them |
            | computed value, 1 MiB elsewhere | 4 MiB characters | encoded programs in scripts are larger than 1 MiB |
            | places shown of a finding, 200 elsewhere | 20, settable | the total is said; two hundred places make pages that nobody reads |
            | imported functions, 16,384 elsewhere | 20,000 | the number of all is said in any case |
            | soft time of a package, 60 s elsewhere | off, settable | the same package must give the same report on a slow machine; steps end every loop |

            ## Memory

            .NET keeps to `DOTNET_GCHeapHardLimit` (bytes, hexadecimal). A package that does not fit has a report with `limit-memory` for what was not read, or none; the command ends with code 4, and other packages are reported. A server gives each analysis a process of its own with `Portal:AnalysisBytes`.

            ## Disk

            Every file appears under its name when it is complete. On a full disk the command ends with code 2 and one line, an older file stays as it was, and nothing is left beside it; the cache of stored facts goes without.

            ## Ctrl+C

            The first Ctrl+C (SIGTERM, a closed terminal) ends the work, and one line says what was done: `assay: ended: 12 of 40 packages scanned; nothing was written to report.json`. The second one, or five seconds, ends the process at once. Exit codes are 130, 143 and 129; no file is left half written either way. A cut download is continued by the next run.

            """).ToString().ReplaceLineEndings("\n");
    }
}
