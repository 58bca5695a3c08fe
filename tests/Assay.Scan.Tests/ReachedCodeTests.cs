using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

public sealed class ReachedCodeTests
{
    private const string Usings = "using System; using System.Net; using System.Net.Sockets; using System.Runtime.CompilerServices; using System.Threading.Tasks; ";
    private const string Listens = "var l = new TcpListener(IPAddress.Any, 8080); l.Start();";
    private const string Library = "lib/net8.0/Sample.dll";

    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    [Theory]
    [InlineData("static class Start { [ModuleInitializer] internal static void Init() => N.Loader.Run(); }", "load call", "module initialiser Start.Init")]
    [InlineData("static class Start { static Start() { N.Loader.Run(); } }", "first-use call", "static constructor of Start")]
    [InlineData("static class Start { static Start() { Task.Run(N.Loader.Run); } }", "first-use call", "static constructor of Start")]
    [InlineData("static class Start { public class Inner { static readonly int Value = N.Loader.Run(); } }", "first-use call", "static constructor of Start.Inner")]
    [InlineData("static class Start { static Func<int> kept = N.Loader.Run; }", "call", null)]
    [InlineData("static class Start { static void Init() => N.Loader.Run(); }", "call", null)]
    public void A_finding_says_how_it_is_reached_from_where_code_starts(string start, string surfaces, string? first)
    {
        var evidence = Listening(new NupkgBuilder().Add(Library, CSharpSample.Compile(Usings + $"namespace N {{ public static class Loader {{ public static int Run() {{ {Listens} return 1; }} }} }} {start}")));

        Assert.Equal(surfaces.Split(' '), evidence.Surfaces);
        Assert.Equal(first is null ? null : [first, "N.Loader.Run", "System.Net.Sockets.TcpListener.Start"], evidence.Path);
    }

    [Fact]
    public void Ways_go_through_state_machines_closures_interfaces_and_properties()
    {
        var evidence = Listening(new NupkgBuilder().Add(Library, CSharpSample.Compile(Usings + $$"""
            static class Start { [ModuleInitializer] internal static void Init() { _ = Connect(); } static async Task Connect() { await Task.Yield(); await Task.Run(() => new N.Work().Value.Run()); } }
            namespace N
            {
                class Work { public IRunner Value => new Runner(); }
                interface IRunner { void Run(); }
                class Runner : IRunner { void IRunner.Run() { {{Listens}} } }
                class Other : IRunner { public void Run() { } }
            }
            """)));

        Assert.Equal(["load", "call"], evidence.Surfaces);
        Assert.Equal(["module initialiser Start.Init", "Start.Connect", "N.IRunner.Run", "N.Runner.N.IRunner.Run", "System.Net.Sockets.TcpListener.Start"], evidence.Path);
    }

    [Fact]
    public void A_way_of_thousands_of_steps_is_shown_by_its_ends()
    {
        var chain = string.Concat(Enumerable.Range(0, 3_000).Select(number => $"static void M{number}() => M{number + 1}(); "));

        var evidence = Listening(new NupkgBuilder().Add(Library, CSharpSample.Compile(Usings + $"static class C {{ [ModuleInitializer] internal static void Init() => M0(); {chain} static void M3000() {{ {Listens} }} }}")));

        Assert.Equal(24, evidence.Path!.Count);
        Assert.Equal("module initialiser C.Init", evidence.Path[0]);
        Assert.Contains("(2980 more steps)", evidence.Path);
        Assert.Equal(["C.M3000", "System.Net.Sockets.TcpListener.Start"], evidence.Path.TakeLast(2));
    }

    [Fact]
    public void A_tool_and_a_script_that_calls_a_library_are_where_ways_start()
    {
        var program = CSharpSample.Compile(Usings + $"static class Program {{ static void Main() => Run(); static void Run() {{ {Listens} }} }}", kind: Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);
        var library = CSharpSample.Compile(Usings + $"namespace N {{ public static class Loader {{ public static void Run() {{ {Listens} }} }} }}");

        Assert.Equal(["Program.Main", "Program.Run", "System.Net.Sockets.TcpListener.Start"], Listening(new NupkgBuilder().Add("tools/net8.0/any/Sample.dll", program)).Path);
        var evidence = Listening(new NupkgBuilder().Add("tools/install.ps1", "Add-Type -Path \"$PSScriptRoot/Sample.dll\"\n[N.Loader]::Run()").Add(Library, library));
        Assert.Equal(["install", "call"], evidence.Surfaces);
        Assert.Equal(["tools/install.ps1", "N.Loader.Run", "System.Net.Sockets.TcpListener.Start"], evidence.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_finding_names_the_source_line_where_symbols_are_embedded_or_shipped(bool embedded)
    {
        var (image, symbols) = CSharpSample.CompileWithSymbols(Usings + $"\nclass C\n{{\n    void Run()\n    {{\n        {Listens}\n    }}\n}}\n", "/_/src/Sample/C.cs", embedded);
        var package = new NupkgBuilder().Add(Library, image);

        var location = Listening(symbols is null ? package : package.Add("lib/net8.0/Sample.pdb", symbols)).Location;

        Assert.Equal(("/_/src/Sample/C.cs", 6), (location.File, location.Line));
        Assert.Equal("Run", location.Method);
        Assert.NotNull(location.IlOffset);
    }

    [Fact]
    public void Symbols_of_another_build_tell_nothing()
    {
        var (image, _) = CSharpSample.CompileWithSymbols(Usings + $"class C {{ void Run() {{ {Listens} }} }}", "/_/C.cs", embedded: false);
        var (_, other) = CSharpSample.CompileWithSymbols(Usings + $"\n\n\nclass C {{ void Run() {{ {Listens} }} }}", "/_/C.cs", embedded: false);

        var location = Listening(new NupkgBuilder().Add(Library, image).Add("lib/net8.0/Sample.pdb", other!)).Location;

        Assert.Null(location.File);
        Assert.Null(location.Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Broken_symbols_tell_nothing_or_something_and_break_nothing(int seed)
    {
        var random = new Random(seed);
        var (image, symbols) = CSharpSample.CompileWithSymbols(Usings + $"class C {{ void Run() {{ {Listens} }} }}", "/_/C.cs", embedded: false);
        for (var round = 0; round < 20; round++)
        {
            var broken = (byte[])symbols!.Clone();
            for (var changes = random.Next(1, 20); changes > 0; changes--)
            {
                // The id in the first bytes stays, so that the symbols are opened.
                broken[random.Next(200, broken.Length)] = (byte)random.Next(256);
            }

            var report = Scan(new NupkgBuilder().Add(Library, image).Add("lib/net8.0/Sample.pdb", broken));

            Assert.Contains(report.Behaviors, behavior => behavior.Id == "opens-listening-socket");
            Assert.DoesNotContain(report.Coverage.Problems, problem => problem.Id == "internal-failure");
        }
    }

    [Fact]
    public void Embedded_symbols_that_promise_more_than_they_hold_tell_nothing()
    {
        var (image, _) = CSharpSample.CompileWithSymbols(Usings + $"class C {{ void Run() {{ {Listens} }} }}", "/_/C.cs", embedded: true);
        var at = image.AsSpan().IndexOf("MPDB"u8);
        Assert.True(at > 0);
        BitConverter.TryWriteBytes(image.AsSpan(at + 4), 60 * 1024 * 1024);

        Assert.Null(Listening(new NupkgBuilder().Add(Library, image)).Location.File);
    }

    private static Evidence Listening(NupkgBuilder package) =>
        Assert.Single(Scan(package).Behaviors, behavior => behavior.Id == "opens-listening-socket").Evidence.First(evidence => evidence.Kind == FactKind.Call);

    private static PackageReport Scan(NupkgBuilder package) => Scanner.Scan(new PackageFile("Sample.1.0.0.nupkg", "test", package.Build()));
}
