using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class MemberFactsTests
{
    [Theory]
    [InlineData("[net.webclient]::new().downloadstring('x')", "System.Net.WebClient::DownloadString(this: <System.Net.WebClient>, x)")]
    [InlineData("$w = New-Object System.Net.WebClient; $w.DownloadFile('a', 'b')", "System.Net.WebClient::DownloadFile(this: <New-Object>, a, b)")]
    [InlineData("[Convert]::FromBase64String('QQ==')", "System.Convert::FromBase64String(QQ==)")]
    [InlineData("using namespace System.IO\n[File]::Exists('a')", "System.IO.File::Exists(a)")]
    [InlineData("[Environment]::UserName", "System.Environment::get_UserName")]
    [InlineData("$x.DownloadString('u')", "?::DownloadString(this: ?, u)")]
    [InlineData("function f([Net.Sockets.TcpClient]$c) { $c.GetStream() }", "System.Net.Sockets.TcpClient::GetStream(this: $c)")]
    [InlineData("[Net.ServicePointManager]::Expect100Continue = $false", "System.Net.ServicePointManager::set_Expect100Continue(false)")]
    [InlineData("[Reflection.Assembly]::('Lo'+'adFrom').Invoke($b)", "System.Reflection.Assembly::LoadFrom(?)")]
    [InlineData("$d = [Runtime.InteropServices.Marshal]::GetDelegateForFunctionPointer($a, $t); $d.Invoke(1)", "?::Invoke(this: <System.Runtime.InteropServices.Marshal::GetDelegateForFunctionPointer>, 1)")]
    [InlineData("[Contoso.Thing]::Run(1)", "Contoso.Thing::Run(1)")]
    [InlineData("$env:USERNAME", "System.Environment::GetEnvironmentVariable(USERNAME)")]
    [InlineData("$env:A = 'b'", "System.Environment::SetEnvironmentVariable(A, b)")]
    [InlineData("gci env:", "System.Environment::GetEnvironmentVariables")]
    [InlineData("Get-Item env:\\PATH", "System.Environment::GetEnvironmentVariable(PATH)")]
    [InlineData("Set-Item Env:A b", "System.Environment::SetEnvironmentVariable(A, b)")]
    public void A_used_member_is_a_call_in_the_spelling_of_the_framework(string script, string expected) => Assert.Contains(expected, FactList.Of(script).Lines(FactKind.Call));

    [Fact]
    public void Results_of_calls_have_the_types_that_they_return() =>
        Assert.Equal(["System.Type::get_Assembly(this: ?)", "System.Reflection.Assembly::GetType(this: <System.Type::get_Assembly>, System.Management.Automation.AmsiUtils)"],
            FactList.Of("[Ref].Assembly.GetType('System.Management.Automation.' + 'AmsiUtils')").Lines(FactKind.Call).OrderBy(line => line.Length));

    [Theory]
    [InlineData("New-Object Net.Sockets.TcpListener 'a', 80", "System.Net.Sockets.TcpListener(a, 80)")]
    [InlineData("[Net.Sockets.TcpListener]::new(80)", "System.Net.Sockets.TcpListener(80)")]
    [InlineData("New-Object 'Collections.Generic.List[string]'", "System.Collections.Generic.List`1")]
    [InlineData("New-Object -TypeName ('Net.Web' + 'Client')", "System.Net.WebClient")]
    public void A_construction_names_its_type(string script, string expected) => Assert.Equal([expected], FactList.Of(script).Lines(FactKind.New));

    [Fact]
    public void Types_are_named_in_full_once_at_each_place() =>
        Assert.Equal(["System.Net.WebClient", "System.String", "System.Text.Encoding"],
            FactList.Of("[Net.WebClient]\n[net.webclient]\n[string]$x = 'a'\n'Text.Encoding' -as [type]\n$y -as 'Text.Encoding'").All(FactKind.Type).Select(fact => fact.Value).Where(name => name != "System.Type").Order(StringComparer.Ordinal));

    [Fact]
    public void A_constant_of_an_enumeration_is_a_field() =>
        Assert.Equal(["System.IO.Compression.CompressionMode::Decompress(access: read)"], FactList.Of("[IO.Compression.CompressionMode]::Decompress").Lines(FactKind.Field));

    [Fact]
    public void A_native_function_that_add_type_declares_is_called_by_its_own_name()
    {
        var facts = FactList.Of("""
            Add-Type -Namespace N -Name M -MemberDefinition '[DllImport("user32.dll")] public static extern bool ShowWindow(IntPtr h, int n);'
            [N.M]::ShowWindow(0, 0)
            """);

        Assert.Contains("user32!ShowWindow(0, 0)", facts.Lines(FactKind.Call));
        Assert.Contains("namespace N\n{\npublic class M", facts.Layer("Add-Type#1.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-Object -ComObject Shell.Application", "Shell.Application")]
    [InlineData("[type]::GetTypeFromProgID('MMC20.Application')", "MMC20.Application")]
    [InlineData("$c = New-Object -c WScript.Shell; $c.SendKeys('a')", "WScript.Shell(a, member: SendKeys)")]
    [InlineData("[Activator]::CreateInstance([type]::GetTypeFromProgID('X.Y')).Go()", "X.Y(member: Go)")]
    public void Com_classes_and_their_members_are_stated(string script, string expected) => Assert.Contains(expected, FactList.Of(script).Lines(FactKind.Com));

    [Theory]
    [InlineData("gwmi Win32_Bios -Namespace root\\x", "Win32_Bios(namespace: root\\x)")]
    [InlineData("Get-CimInstance -Query 'select * from Win32_Product where x=1'", "Win32_Product(query: select * from Win32_Product where x=1)")]
    [InlineData("wmic /namespace:\\\\root\\x path AntiVirusProduct get displayName", "AntiVirusProduct(namespace: \\\\root\\x)")]
    [InlineData("wmic shadowcopy delete", "Win32_ShadowCopy(method: Delete)")]
    [InlineData("gwmi Win32_ShadowCopy | % { $_.Delete() }", "Win32_ShadowCopy(method: Delete)")]
    [InlineData("([wmisearcher]'select * from Win32_Service').Get()", "Win32_Service(query: select * from Win32_Service)")]
    public void Wmi_classes_are_stated(string script, string expected) => Assert.Contains(expected, FactList.Of(script).Lines(FactKind.Wmi));

    [Fact]
    public void A_thousand_members_in_a_row_are_followed() =>
        Assert.Equal(1001, FactList.Of("(New-Object Text.StringBuilder)" + string.Concat(Enumerable.Repeat(".Append('a')", 1000)) + ".ToString()").Lines(FactKind.Call).Count(line => line.StartsWith("System.", StringComparison.Ordinal)));
}
