using System.Diagnostics;
using System.Globalization;
using Assay.TestInputs;

namespace Assay.Community.Tests.Building;

/// <summary>Kills a building program at random moments, again and again, and compares what it has made in the end with what an undisturbed one makes.</summary>
public sealed class KilledBuildTests : IDisposable
{
    private const int Kills = 50;
    private const int Lanes = 2;
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-killed-").FullName;
    private readonly PackageFolder _packages = new();

    [Fact]
    public async Task An_index_whose_builds_were_killed_is_that_of_one_that_was_not()
    {
        // ASSAY_KILL_SEED runs the same moments again, as far as a machine can.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ASSAY_KILL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"ASSAY_KILL_SEED={seed}");
        AddPackages();
        var whole = Path.Combine(_folder, "whole.db");
        var undisturbed = await BuildAsync(whole, null);
        Assert.Equal(4, undisturbed);
        var expected = IndexDump.Of(whole);
        Assert.Contains(expected, line => line.StartsWith("alarm|", StringComparison.Ordinal));
        Assert.DoesNotContain(expected, line => line.StartsWith("pending|", StringComparison.Ordinal));

        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => KillAsync(lane, new Random(seed + lane), expected))));

        var summary = $"seed {seed}: {string.Join(", ", lanes.Select(lane => $"{lane.Kills} kills, {lane.Mid} of them with some but not all packages written, {lane.Finished} builds finished"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(lanes.Sum(lane => lane.Kills) >= Kills, summary);
        Assert.True(lanes.Sum(lane => lane.Mid) >= Kills / 5, summary);
    }

    public void Dispose()
    {
        _packages.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // An index that is whole after all is compared, and another one begun.
    private async Task<(int Kills, int Mid, int Finished)> KillAsync(int lane, Random random, IReadOnlyList<string> expected)
    {
        var (kills, mid, finished) = (0, 0, 0);
        for (var number = 0; kills < Kills / Lanes; number++)
        {
            var index = Path.Combine(_folder, $"killed-{lane}-{number}.db");
            while (true)
            {
                // Now and then a program is killed that has only begun to start.
                var moment = kills < Kills / Lanes ? new Moment(random.Next(8) == 0, TimeSpan.FromMilliseconds(random.Next(700))) : null;
                if (await BuildAsync(index, moment) is { } exitCode)
                {
                    Assert.Equal(4, exitCode);
                    finished++;
                    break;
                }

                kills++;
                mid += IsMid(index) ? 1 : 0;
            }

            Assert.Equal(expected, IndexDump.Of(index));
        }

        return (kills, mid, finished);
    }

    private static bool IsMid(string index)
    {
        try
        {
            using var database = Assay.Community.Index.IndexDatabase.OpenToRead(index);
            return (long)database.Scalar("SELECT EXISTS (SELECT 1 FROM version) AND EXISTS (SELECT 1 FROM pending)")! == 1;
        }
        catch (Assay.Community.Index.IndexException)
        {
            // Killed before the schema was there.
            return false;
        }
    }

    // Gives the exit code, or null when the program was killed.
    private async Task<int?> BuildAsync(string index, Moment? moment)
    {
        var before = Written(index);
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "assay.dll"), "community", "build", "--from", _packages.Path, "--name", "killed", "--index", index, "--as-of", "2026-01-31", "--parallel", "2"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var exit = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var killed = false;
        if (moment is not null)
        {
            while (!moment.FromStart && Written(index) == before && !exit.IsCompleted)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            killed = await Task.WhenAny(exit, Task.Delay(moment.After, TestContext.Current.CancellationToken)) != exit;
            if (killed)
            {
                process.Kill();
            }
        }

        await exit.WaitAsync(LongestLife, TestContext.Current.CancellationToken);
        await output;
        var said = await error;
        Assert.True(process.ExitCode is 4 || killed, said);
        return process.ExitCode == 4 ? 4 : null;
    }

    private static (long, DateTime) Written(string index) => new FileInfo(index + "-wal") is { Exists: true } log ? (log.Length, log.LastWriteTimeUtc) : default;

    private void AddPackages()
    {
        (string, string)[] libraries =
        [
            .. ((string[])
            [
                "new TcpListener(IPAddress.Any, 80).Start();", "File.ReadAllText(input);", "Process.Start(input);", "MD5.HashData(data);", "new WebClient().DownloadFile(input, \"a.exe\"); Process.Start(\"a.exe\");",
                "Assembly.Load(Convert.FromBase64String(input));", "Registry.CurrentUser.CreateSubKey(input);", "Console.WriteLine(input);",
            ]).Select((statements, number) => ($"lib/net8.0/Part{number}.dll", statements)),
        ];
        var images = libraries.Select(library => (library.Item1, CSharpSample.CompileStatements(library.Item2))).ToArray();
        for (var number = 0; number < 240; number++)
        {
            var (id, version) = ($"Package{number / 3}", $"1.{number % 3}.0{(number % 7 == 0 ? "-beta" : "")}");
            var builder = new NupkgBuilder(NupkgBuilder.Manifest(id, version, $"<tags>Tag{number % 5} all</tags><dependencies><group><dependency id=\"Package{number / 9}\" version=\"1.0.0\" /></group></dependencies>"));
            var (first, second) = (images[number % images.Length], images[number / 3 % images.Length]);
            builder.Add(first.Item1, first.Item2).Add("second/" + second.Item1, second.Item2).Add("tools/run.ps1", $"Invoke-WebRequest https://example.invalid/{number % 40} | Out-Null");
            _packages.AddFile($"{id}.{version}.nupkg", builder.Build());
        }

        _packages
            .AddFile("copies/Package1.nupkg", new NupkgBuilder(NupkgBuilder.Manifest("Package1", "1.1.0")).Build())
            .AddFile("Broken.1.0.0.nupkg", [1, 2, 3])
            .AddFile("noname.nupkg", [1, 2, 3])
            .Add("Mod", files: [("Mod.psd1", "@{}")]);
    }

    /// <summary>When to kill: counted from the start of the program, or from when it began to write.</summary>
    private sealed record Moment(bool FromStart, TimeSpan After);
}
