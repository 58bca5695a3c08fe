using Assay.Model;

namespace Assay.CSharp.Tests;

public sealed class NameTests
{
    [Theory]
    [InlineData("File.Delete(\"x\");", "System.IO.File::Delete")]
    [InlineData("System.IO.File.Delete(\"x\");", "System.IO.File::Delete")]
    [InlineData("global::System.IO.File.Delete(\"x\");", "System.IO.File::Delete")]
    [InlineData("new FileStream(\"x\", FileMode.Open).Read(null, 0, 1);", "System.IO.Stream::Read")]
    [InlineData("var client = new WebClient(); client.DownloadString(\"x\");", "System.Net.WebClient::DownloadString")]
    [InlineData("WebClient client = new(); client.DownloadString(\"x\");", "System.Net.WebClient::DownloadString")]
    [InlineData("using var p = Process.GetCurrentProcess(); p.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("foreach (var p in Process.GetProcesses()) p.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("Process.GetProcesses().Where(p => p.ProcessName == \"x\").ToList().ForEach(p => p.Kill());", "System.Diagnostics.Process::Kill")]
    [InlineData("(from p in Process.GetProcesses() where p.Id > 1 select p).First().Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("object o = input; ((Process)o).Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("object o = input; if (o is Process p) p.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("object o = input; (o as Process)?.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("var d = new Dictionary<string, Process>(); d[\"x\"].Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("var d = new Dictionary<string, Process>(); if (d.TryGetValue(\"x\", out var p)) p.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("var (a, p) = (1, Process.GetCurrentProcess()); p.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("Process[] all = Process.GetProcesses(); all[0].Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("Process Local() => null; Local().Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("Func<Process> f = null; f().Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("(input == null ? null : Process.GetCurrentProcess()).Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("(input switch { \"a\" => Process.GetCurrentProcess(), _ => null }).Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("Task.Run(() => Process.GetCurrentProcess()).Result.Kill();", "System.Diagnostics.Process::Kill")]
    [InlineData("AppDomain.CurrentDomain.AssemblyResolve += (s, e) => null;", "System.AppDomain::add_AssemblyResolve")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = (a, b, c, d) => true;", "System.Net.ServicePointManager::set_ServerCertificateValidationCallback")]
    [InlineData("Action<string> f = File.Delete;", "System.IO.File::Delete")]
    [InlineData("new Thread(() => File.Delete(\"x\")).Start();", "System.IO.File::Delete")]
    [InlineData("var b = input == \"x\";", "System.String::op_Equality")]
    [InlineData("var c = input[0];", "System.String::get_Chars")]
    [InlineData("5.ToString();", "System.Int32::ToString")]
    [InlineData("Guid.NewGuid().ToString();", "System.Object::ToString")]
    public void A_call_has_the_name_that_IL_gives_it(string statements, string member) =>
        Assert.Contains(Sample.FactsOfStatements(statements).Of(FactKind.Call), fact => fact.Value == member);

    [Fact]
    public void Awaited_results_have_their_type()
    {
        var facts = Sample.FactsOf("class C { async Task M() { var response = await new HttpClient().GetAsync(\"x\"); (await response.Content.ReadAsStringAsync()).Trim(); } }");

        facts.Single(FactKind.Call, "System.Net.Http.HttpContent::ReadAsStringAsync");
        facts.Single(FactKind.Call, "System.String::Trim");
    }

    [Fact]
    public void Fields_properties_and_methods_of_the_file_carry_their_types()
    {
        var facts = Sample.FactsOf("""
            class Outer
            {
                private readonly WebClient _client = new(); static Process Current => null; WebClient Make() => _client;
                void M() { _client.DownloadData("a"); Current.Kill(); Make().DownloadFile("a", "b"); new Inner().Run().UploadString("a", "b"); }
                class Inner { public WebClient Run() => null; }
            }
            """);

        Assert.Superset(
            new HashSet<string> { "System.Net.WebClient::DownloadData", "System.Diagnostics.Process::Kill", "System.Net.WebClient::DownloadFile", "System.Net.WebClient::UploadString", "Outer::get_Current", "Outer::Make", "Outer+Inner::Run" },
            facts.Of(FactKind.Call).Select(fact => fact.Value).ToHashSet());
    }

    [Fact]
    public void Members_of_a_base_outside_of_the_file_belong_to_it()
    {
        var facts = Sample.FactsOf("class C : WebClient { void M() { DownloadString(\"a\"); this.DownloadData(\"b\"); Headers = null; } }");

        facts.Single(FactKind.Call, "System.Net.WebClient::DownloadString");
        facts.Single(FactKind.Call, "System.Net.WebClient::DownloadData");
        facts.Single(FactKind.Call, "System.Net.WebClient::set_Headers");
    }

    [Fact]
    public void Aliases_static_and_global_usings_lead_to_the_type()
    {
        var facts = Sample.FactsOfText("""
            global using System.Net;
            using F = System.IO.File; using static System.Diagnostics.Process; using P = System.Diagnostics;
            class C { void M() { F.Delete("a"); Start("b"); P.Process.GetCurrentProcess(); new WebClient(); } }
            """);

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        facts.Single(FactKind.Call, "System.Diagnostics.Process::Start");
        facts.Single(FactKind.Call, "System.Diagnostics.Process::GetCurrentProcess");
        facts.Single(FactKind.New, "System.Net.WebClient");
    }

    [Fact]
    public void What_is_not_known_stays_a_candidate()
    {
        var facts = Sample.FactsOfText("using System; using NBitcoin; class C { void M(dynamic x) { new Mnemonic(\"a\"); Vendor.Tool.Run(1); x.Go(2); } }");

        Assert.Equal("\"a\"", facts.Single(FactKind.New, "NBitcoin.Mnemonic").Arguments.Shown());
        facts.Single(FactKind.Call, "Vendor.Tool::Run");
        Assert.Equal("this=parameter x, \"2\"", facts.Single(FactKind.Call, "?::Go").Arguments.Shown());
    }

    [Fact]
    public void A_type_of_the_file_hides_one_of_the_framework()
    {
        var facts = Sample.FactsOf("namespace N { class WebClient { public void Go() { } } class C { void M() => new WebClient().Go(); } }");

        facts.Single(FactKind.New, "N.WebClient");
        facts.Single(FactKind.Call, "N.WebClient::Go");
        Assert.DoesNotContain(facts.Of(FactKind.Type), fact => fact.Value.EndsWith("WebClient", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_of_signatures_are_used_and_the_built_in_ones_have_no_name()
    {
        var types = Sample.FactsOf("class C { byte[] F(int n, nint p) => File.ReadAllBytes(SearchOption.AllDirectories.ToString() + new byte[n].Length); WebClient Make() => new(); }").Of(FactKind.Type).Select(fact => fact.Value).ToHashSet();

        Assert.Superset(new HashSet<string> { "System.IO.File", "System.IO.SearchOption", "System.Net.WebClient" }, types);
        Assert.DoesNotContain(types, type => type is "System.Byte" or "System.Int32" or "System.IntPtr" or "System.Array" or "nint");
    }

    [Fact]
    public void Extension_methods_are_called_on_the_class_that_declares_them()
    {
        var facts = Sample.FactsOf("static class E { public static Process Own(this string s) => null; } class C { void M(string s) { s.Own().Kill(); new[] { 1 }.Any(); } }");

        facts.Single(FactKind.Call, "E::Own");
        facts.Single(FactKind.Call, "System.Diagnostics.Process::Kill");
        facts.Single(FactKind.Call, "System.Linq.Enumerable::Any");
    }
}
