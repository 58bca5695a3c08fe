using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Assay.Bench;
using Assay.Model;

var files = Directory.GetFiles(args[0], "*.nupkg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
var self = Process.GetCurrentProcess();
TimeSpan floor = default, scan = default; long bytes = 0, facts = 0, problems = 0, instr=0; long alloc=0;
var kinds = new long[64]; long withArgs = 0, lists = 0, places = 0, strings = 0;
var writer = new FactWriter();
var only = args.Length > 1 ? args[1] : "both";
foreach (var file in files)
{
    var package = File.ReadAllBytes(file);
    var t0 = Cpu();
    if (only != "scan") { var r = Floor.Read(package); bytes += r.Bytes; instr += r.Instructions; }
    var t1 = Cpu(); var a0 = GC.GetTotalAllocatedBytes();
    if (only != "floor")
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<FileFacts>();
        using var zip = new ZipArchive(new MemoryStream(package, writable: false), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            var content = new byte[entry.Length];
            using (var stream = entry.Open()) stream.ReadExactly(content);
            if (seen.Add(Convert.ToHexString(SHA256.HashData(content))) && content.AsSpan().StartsWith("MZ"u8))
            {
                
                Assay.DotNet.AssemblyAnalyzer.Analyze(content, writer);
                var f = writer.ToFacts();
                kept.Add(f);
                facts += f.Records.Count; foreach (var r in f.Records) { kinds[(int)r.Kind]++; if (r.Arguments >= 0) withArgs++; } lists += f.Arguments.Count; places += f.Places.Count; strings += f.Strings.Count; problems += f.Problems.Count;
                foreach (var p in f.Problems.Take(3)) Console.WriteLine($"{Path.GetFileName(file)} {entry.FullName} {p.Id} {p.Text}");
            }
        }
    }
    var t2 = Cpu(); alloc += GC.GetTotalAllocatedBytes() - a0;
    floor += t1 - t0; scan += t2 - t1;
}
for (var k = 0; k < 40; k++) if (kinds[k] > 0) Console.WriteLine($"{(FactKind)k} {kinds[k]}"); Console.WriteLine($"args {withArgs} lists {lists} places {places} strings {strings}");
self.Refresh();
Console.WriteLine($"floor {floor.TotalSeconds:F2}s scan {scan.TotalSeconds:F2}s ratio {scan / floor:F2} facts {facts} problems {problems} instr {instr} alloc {alloc >> 20} MiB peak {self.PeakWorkingSet64 >> 20} MiB");
TimeSpan Cpu() { self.Refresh(); return self.TotalProcessorTime; }
