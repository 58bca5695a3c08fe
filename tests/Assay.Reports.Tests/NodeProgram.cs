using Assay.TestInputs;
using System.ComponentModel;
using System.Diagnostics;

namespace Assay.Reports.Tests;

/// <summary>A script for Node.js in a folder of its own below artifacts, where its packages are installed once. Without Node.js the test is skipped, and fails where CI is true.</summary>
internal sealed class NodeProgram(string name)
{
    // A browser that does not answer must fail the test, not stop the run.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly Lock Installing = new();

    public string Folder { get; } = Path.Combine(Checkout.Root, "artifacts", name);

    /// <summary>Writes the script and installs the packages that are not there yet.</summary>
    public void Prepare(string script, params string[] packages)
    {
        lock (Installing)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Path.Combine(Folder, "run.js"), script);
            if (packages.Any(package => !Directory.Exists(Path.Combine(Folder, "node_modules", package.Split('@')[0]))))
            {
                File.WriteAllText(Path.Combine(Folder, "package.json"), "{\"private\": true}");
                var (exitCode, output) = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", .. packages]);
                if (exitCode != 0)
                {
                    Unavailable($"npm could not install {string.Join(", ", packages)}: {output}");
                }
            }
        }
    }

    /// <summary>Runs the script.</summary>
    public (int ExitCode, string Output) Run(IEnumerable<string> arguments) => Start("node", ["run.js", .. arguments]);

    public static void Unavailable(string reason)
    {
        if (Checkout.IsContinuousIntegration)
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    private (int ExitCode, string Output) Start(string program, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return (-1, $"{program} did not end within {Patience.TotalMinutes} minutes. {output.Result}{errors.Result}");
            }

            process.WaitForExit();
            return (process.ExitCode, output.Result + errors.Result);
        }
        catch (Win32Exception)
        {
            Unavailable($"{program} is not installed.");
            throw;
        }
    }
}
