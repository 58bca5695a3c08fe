using System.Text.Json;
using Assay.Model;

namespace Assay.Cli.Tests;

public sealed class ScanOutputTests
{
    [Fact]
    public async Task JSON_is_alone_on_standard_output()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("fail.nupkg"), "nothing", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("fail", json.RootElement.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_packages_are_an_array_and_those_without_report_are_left_out()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("fail.nupkg"), Path.Combine(run.Folder, "gone.nupkg"), run.File("pass.nupkg"), "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["fail", "pass"], json.RootElement.EnumerateArray().Select(report => report.GetProperty("package").GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task The_order_is_that_of_the_packages_however_long_each_takes()
    {
        using var run = new Run
        {
            Scan = (package, _) =>
            {
                Thread.Sleep(package.Name.StartsWith("pass0", StringComparison.Ordinal) ? 60 : 1);
                return Run.Report(package.Name);
            },
        };
        var names = Enumerable.Range(0, 60).Select(number => $"pass{number:00}").ToArray();
        await run.AssayAsync(["scan", .. names.Select(name => run.File(name + ".nupkg")), "--parallel", "4", "--format", "json"]);

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(names, json.RootElement.EnumerateArray().Select(report => report.GetProperty("package").GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task As_many_packages_are_open_at_a_time_as_asked_for_and_no_more()
    {
        using var pair = new CountdownEvent(2);
        var open = 0;
        var tooMany = false;
        using var run = new Run
        {
            Scan = (package, cancellation) =>
            {
                tooMany |= Interlocked.Increment(ref open) > 2;

                // The first two packages wait for each other, which they can only do side by side.
                if (package.Name is "pass0.nupkg" or "pass1.nupkg")
                {
                    pair.Signal();
                    Assert.True(pair.Wait(TimeSpan.FromMinutes(5), cancellation), "the second package was not opened beside the first");
                }

                Interlocked.Decrement(ref open);
                return Run.Report(package.Name);
            },
        };
        await run.AssayAsync(["scan", .. Enumerable.Range(0, 20).Select(number => run.File($"pass{number}.nupkg")), "--parallel", "2"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.False(tooMany);
    }

    [Fact]
    public async Task One_package_is_shown_in_full_and_several_in_one_line_each()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("review.nupkg"));
        Assert.Contains("Top behaviors", run.Output, StringComparison.Ordinal);

        await run.AssayAsync("scan", run.File("review.nupkg"), run.File("pass.nupkg"));
        Assert.DoesNotContain("Top behaviors", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 packages: 1 review, 1 pass.", run.Output, StringComparison.Ordinal);

        await run.AssayAsync("scan", run.File("review.nupkg"), run.File("pass.nupkg"), "--all");
        Assert.Equal(2, run.Output.Split("Top behaviors").Length - 1);
    }

    [Fact]
    public async Task Quiet_is_one_line_for_each_package()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("pass.nupkg"), "--quiet");
        Assert.Equal("✓ pass        pass 1.0.0  0 issues, 0 behaviors\n", run.Output);
    }

    [Theory]
    [InlineData(false, null, null, false)]
    [InlineData(true, null, null, true)]
    [InlineData(false, "FORCE_COLOR", null, true)]
    [InlineData(true, "NO_COLOR", null, false)]
    [InlineData(true, "FORCE_COLOR", "--no-color", false)]
    public async Task Color_follows_the_terminal_the_environment_and_the_option(bool terminal, string? variable, string? option, bool colored)
    {
        using var run = new Run { IsTerminal = terminal };
        if (variable is not null)
        {
            run.With(variable, "1");
        }

        await run.AssayAsync(["scan", run.File("pass.nupkg"), .. option is null ? Array.Empty<string>() : [option]]);

        Assert.Equal(colored, run.Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_gets_what_standard_output_would_get()
    {
        using var run = new Run();
        var target = Path.Combine(run.Folder, "report.json");
        await run.AssayAsync("scan", run.File("pass.nupkg"), "-o", "json=" + target, "--format", "json");
        Assert.Equal(run.Output, await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_report_an_older_file_stays()
    {
        using var run = new Run();
        var target = run.File("report.json");
        await run.AssayAsync("scan", Path.Combine(run.Folder, "gone.nupkg"), "-o", "json=" + target);
        Assert.Equal("report.json", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(run.Folder));
    }

    [Fact]
    public async Task A_folder_gets_one_file_for_each_package_under_a_safe_name_of_its_own()
    {
        using var run = new Run
        {
            Scan = (package, _) => PlainSamples.Clean with { Package = PlainSamples.Clean.Package with { Id = package.Name switch { "1" => "Tiny.Text", "2" => "tiny.text", "3" => "../../evil\u0000", "4" => "con", _ => "Tiny.Text" } } },
        };
        var target = Path.Combine(run.Folder, "out") + "/";
        await run.AssayAsync("scan", run.File("1"), run.File("2"), run.File("3"), run.File("4"), run.File("5"), "-o", "json=" + target);

        Assert.Equal(
            ["Tiny.Text.1.0.0-111111111111.json", "Tiny.Text.1.0.0.json", "_.._.._evil_.1.0.0-111111111111.json", "_con.1.0.0-111111111111.json", "tiny.text.1.0.0-111111111111-2.json"],
            Directory.GetFiles(target).Select(Path.GetFileName).Select(name => name == "tiny.text.1.0.0-111111111111.json" || name == "Tiny.Text.1.0.0-111111111111-2.json" ? Rename(name) : name!).Order(StringComparer.Ordinal));

        static string Rename(string name) => name[0] == 't' ? "Tiny.Text.1.0.0-111111111111.json" : "tiny.text.1.0.0-111111111111-2.json";
    }

    [Fact]
    public async Task A_page_is_written_beside_what_standard_output_gets()
    {
        using var run = new Run();
        var target = Path.Combine(run.Folder, "report.html");
        await run.AssayAsync("scan", run.File("pass.nupkg"), "-o", "html=" + target);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(run.Folder).Length);
    }

    [Fact]
    public async Task One_folder_may_take_pages_and_JSON()
    {
        using var run = new Run();
        var target = Path.Combine(run.Folder, "out") + "/";
        await run.AssayAsync("scan", run.File("pass1"), run.File("pass2"), "-o", "html=" + target, "-o", "json=" + target);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([".html", ".html", ".json", ".json"], Directory.GetFiles(target).Select(Path.GetExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_page_for_several_packages_shows_them_together()
    {
        using var run = new Run();
        var target = Path.Combine(run.Folder, "report.html");
        await run.AssayAsync("scan", run.File("pass1"), run.File("review2"), "-o", "html=" + target);

        Assert.Equal(0, run.ExitCode);
        var page = await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken);
        Assert.Contains("<title>Review: 2 packages", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_hold_all_packages_and_a_folder_one_document_for_each()
    {
        using var run = new Run();
        var (file, folder) = (Path.Combine(run.Folder, "all.xml"), Path.Combine(run.Folder, "documents") + "/");
        await run.AssayAsync("scan", run.File("pass1"), run.File("fail2"), "-o", "junit=" + file, "-o", "sarif=" + folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tests=\"2\" failures=\"1\" errors=\"0\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["fail2.1.0.0.sarif", "pass1.1.0.0.sarif"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_fails_the_run_is_a_failed_test()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("review1"), "--fail-on", "review", "--format", "junit");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("failures=\"1\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("<failure type=\"review\" message=\"The sample is Review.\">", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_cannot_be_read_is_in_the_document()
    {
        using var run = new Run { Scan = (package, _) => package.Name == "bad" ? throw new Assay.Packages.PackageSourceException("bad: is empty") : Run.Report(package.Name) };
        await run.AssayAsync("scan", run.File("pass"), run.File("bad"), "--format", "sarif");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("bad: Cannot be read: bad: is empty", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_one_clear_line()
    {
        using var run = new Run();
        await run.AssayAsync("scan", run.File("pass.nupkg"), "-o", "json=" + run.File("taken") + "/");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the report cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(true, "--quiet", false)]
    [InlineData(false, "", false)]
    public async Task Progress_is_shown_on_standard_error_when_somebody_looks(bool terminal, string option, bool shown)
    {
        using var run = new Run { ErrorIsTerminal = terminal, IsTerminal = terminal };
        await run.AssayAsync(["scan", run.File("pass[red].nupkg"), run.File("review.nupkg"), .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(shown, run.Error.Contains('%', StringComparison.Ordinal));
        Assert.DoesNotContain('%', run.Output);
        Assert.Contains("review", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_packages_cannot_command_the_terminal()
    {
        using var run = new Run { Scan = (_, _) => PlainSamples.Broken };
        await run.AssayAsync("scan", run.File("x"), "-q");
        Assert.DoesNotContain('\u001b', run.Output);
    }
}
