using System.Text;
using Assay.Model;
using Assay.PowerShell;
using Assay.PowerShell.Folding;

namespace Assay.Bench;

/// <summary>How fast scripts are parsed, and what folding and facts cost beside it: warm, one thread, CPU time.</summary>
internal static class ScriptThroughput
{
    private const int WarmUps = 2;
    private const int Passes = 5;

    public static void Measure(string folder)
    {
        var scripts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ps1" or ".psm1" or ".psd1")
            .Order(StringComparer.Ordinal)
            .Select(file => new Script(file, new FileInfo(file).Length, ReadText(file)))
            .ToArray();
        var bytes = scripts.Sum(script => script.Bytes);
        for (var i = 0; i < WarmUps; i++)
        {
            Parse(scripts);
        }

        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var time = Cpu.Time(() => Parse(scripts));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        for (var i = 1; i < Passes; i++)
        {
            time += Cpu.Time(() => Parse(scripts));
        }

        time /= Passes;
        Console.WriteLine($"{scripts.Length} scripts, {bytes / 1e6:F1} MB: parse {time.TotalMilliseconds:F0} ms, {bytes / 1e6 / time.TotalSeconds:F1} MB/s, {(double)allocated / bytes:F1} bytes allocated per byte");
        var folding = Average(() => Array.ForEach(scripts, script => GC.KeepAlive(FoldedScript.Fold(PowerShellScript.Parse(script.Text), FoldBudget.Default)))) - time;
        var facts = Average(() => Array.ForEach(scripts, Analyze));
        Console.WriteLine($"folding: {folding.TotalMilliseconds:F0} ms more, {folding / time:F2} of the parse; all facts, with parse and folding: {facts.TotalMilliseconds:F0} ms, {bytes / 1e6 / facts.TotalSeconds:F1} MB/s");
        PrintWorst(scripts);
    }

    private static TimeSpan Average(Action pass)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            pass();
        }

        var time = TimeSpan.Zero;
        for (var i = 0; i < Passes; i++)
        {
            time += Cpu.Time(pass);
        }

        return time / Passes;
    }

    private static void Analyze(Script script)
    {
        var writer = new FactWriter();
        PowerShellAnalyzer.Analyze(Encoding.UTF8.GetBytes(script.Text), Path.GetFileName(script.File), recovered: false, writer, out _);
        GC.KeepAlive(writer.ToFacts());
    }

    private static void Parse(Script[] scripts)
    {
        foreach (var script in scripts)
        {
            GC.KeepAlive(PowerShellScript.Parse(script.Text));
        }
    }

    private static void PrintWorst(Script[] scripts)
    {
        var timed = scripts.Select(script => (Script: script, Time: Enumerable.Range(0, Passes).Min(_ => Cpu.Time(() => PowerShellScript.Parse(script.Text))))).ToArray();
        var longest = timed.MaxBy(one => one.Time);
        var slowest = timed.Where(one => one.Script.Bytes >= 10_000).DefaultIfEmpty(longest).MaxBy(one => one.Time / one.Script.Bytes);
        Console.WriteLine($"longest: {Describe(longest)}");
        Console.WriteLine($"slowest of at least 10 kB: {Describe(slowest)}");
    }

    private static string Describe((Script Script, TimeSpan Time) one) =>
        $"{one.Time.TotalMilliseconds:F2} ms, {one.Script.Bytes / 1e6 / one.Time.TotalSeconds:F1} MB/s, {one.Script.Bytes} bytes, {one.Script.File}";

    private static string ReadText(string file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private sealed record Script(string File, long Bytes, string Text);
}
