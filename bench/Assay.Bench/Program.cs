using System.Diagnostics;
using System.Globalization;
using Assay.Bench;
using Assay.Model;
using Assay.Rules;
using Assay.Scan;
using Assay.Signatures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["powershell", var scripts] && Directory.Exists(scripts))
{
    ScriptThroughput.Measure(scripts);
    return 0;
}

if (args is ["powershell-scaling", .. var cases])
{
    ScriptScaling.Measure(cases.FirstOrDefault());
    return 0;
}

if (args is ["synthetic", var number, var index] && int.TryParse(number, CultureInfo.InvariantCulture, out var packages))
{
    new SyntheticCommunity(packages, index).Make();
    return 0;
}

if (args is ["community", var measured] && File.Exists(measured))
{
    CommunityCost.Measure(measured);
    return 0;
}

if (args is ["portal", var site, var served, .. var process] && Uri.TryCreate(site, UriKind.Absolute, out var address) && File.Exists(served))
{
    await PortalCost.MeasureAsync(address, served, process is [var id] ? int.Parse(id, CultureInfo.InvariantCulture) : null);
    return 0;
}

if (args is not [var folder, .. var rest] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("""
        usage: Assay.Bench FOLDER [floor|scan|both|threads|stages|allocations|cecil|signatures|stored|compressions|rejudge|incremental [MEGABYTES]]
               Assay.Bench powershell FOLDER
               Assay.Bench powershell-scaling [NAME]
               Assay.Bench synthetic PACKAGES FILE
               Assay.Bench community FILE
               Assay.Bench portal ADDRESS INDEX [PID]

        Reads every .nupkg below FOLDER on one thread, twice, and prints CPU seconds of the second reading: the floor of docs/design/speed.md, the full scan by stage, and their ratio.
        MEGABYTES leaves larger packages out. `threads` tells what a second thread gains for the floor and for the scan; `scan` alone tells the peak memory of the scan; `stages` what each stage of it costs, in time and memory; `allocations` which types most bytes are allocated for, by samples;
        `cecil` what reading all instructions with Mono.Cecil takes (docs/benchmarks.md); `signatures` what verifying signatures costs, and how many there are in which state;
        `stored` what keeping facts costs, and whether what is read back says the same, `compressions` how small they get;
        `rejudge` what judging an index anew costs when one rule has changed, `incremental` a build that has a twentieth of its packages to read.
        `powershell` parses every script below FOLDER; `powershell-scaling` parses made texts, of that name alone, at a size and at twice that size.
        `synthetic` makes a community index of packages that do not exist, with ten versions each; `community` counts and queries an index and tells times, memory and sizes (docs/scale.md).
        `portal` reads a running portal that serves INDEX as nuget with fifty readers at once; start it without limits of use (docs/portal.md).
        """);
    return 2;
}

var mode = rest is [var word, ..] ? word : "both";
var largest = rest is [_, var megabytes] && int.TryParse(megabytes, CultureInfo.InvariantCulture, out var given) ? given * 1_000_000L : long.MaxValue;
var files = Directory.GetFiles(folder, "*.nupkg", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length <= largest).Order(StringComparer.Ordinal).ToArray();
var clock = Stopwatch.StartNew();
var rules = EmbeddedRules.Load();
var loaded = clock.Elapsed;
if (mode == "cecil")
{
    CecilPass.Measure(files);
    return 0;
}

if (mode == "threads")
{
    ThreadGain.Measure(files, rules);
    return 0;
}

if (mode == "stages")
{
    StageCosts.Measure(files, rules);
    return 0;
}

if (mode == "signatures")
{
    SignatureCost.Measure(files, rules);
    return 0;
}

if (mode == "rejudge")
{
    await RejudgeCost.MeasureAsync(files, rules, every: 8);
    return 0;
}

if (mode == "incremental")
{
    await IncrementalCost.MeasureAsync(files, rules);
    return 0;
}

if (mode is "stored" or "compressions")
{
    return StoredFactsCost.Measure(files, rules, compressions: mode == "compressions");
}

var matcher = new RuleMatcher(rules);
Console.WriteLine($"{rules.Behaviors.Count} behaviors, {rules.Policies.Count} policies: read in {loaded.TotalMilliseconds:F0} ms, made ready in {(clock.Elapsed - loaded).TotalMilliseconds:F0} ms (first use in the process)");
var scanner = new Scanner(new ScanOptions { Rules = rules, ToolVersion = "bench", Identity = EmbeddedLists.Load(), Signatures = SignatureSettings.Off });

// What compiling the code costs belongs to the start of a program, which is measured apart: the runtime compiles what is called often once more, for what it saw until then.
foreach (var file in files)
{
    var bytes = File.ReadAllBytes(file);
    if (mode is not ("scan" or "allocations"))
    {
        Floor.Read(bytes);
    }

    scanner.Scan(new PackageFile(Path.GetFileName(file), file, bytes));
}

var memory = new FactMemory();
using var ticks = mode == "allocations" ? new AllocationTicks() : null;
var sums = new Sums();
foreach (var file in files)
{
    var bytes = File.ReadAllBytes(file);
    sums.PackedBytes += bytes.Length;
    if (mode is not ("scan" or "allocations"))
    {
        sums.Floor += Cpu.Time(() => sums.UnpackedBytes += Floor.Read(bytes).Bytes);
    }

    if (mode != "floor")
    {
        PackageFacts? facts = null;
        sums.Extract += Cpu.Time(() => facts = scanner.Extract(new PackageFile(Path.GetFileName(file), file, bytes), memory));
        sums.Judge += Cpu.Time(() => sums.Findings += Judge.Evaluate(facts!, matcher, JudgeOptions.Default).Behaviors.Count);
        sums.Count(facts!);
        sums.UnpackedBytes += mode is "scan" or "allocations" ? facts!.Files.Skip(1).Sum(linked => linked.Artifact.Size) : 0;
        memory.Clear();
    }
}

sums.Print(files.Length, mode);
ticks?.Print(40);
return 0;
