using Assay.Framework;

namespace Assay.Framework.Tests;

public sealed class FrameworkTableTests
{
    [Theory]
    [InlineData("System.IO.FileStream", "Read", 3, "System.IO.Stream::Read")]
    [InlineData("System.IO.FileStream", "Dispose", 0, "System.IO.Stream::Dispose")]
    [InlineData("System.IO.FileStream", "ToString", 0, "System.Object::ToString")]
    [InlineData("System.Int32", "ToString", 0, "System.Int32::ToString")]
    [InlineData("System.Guid", "ToString", 0, "System.Object::ToString")]
    [InlineData("System.Diagnostics.Process", "Start", 2, "System.Diagnostics.Process::Start")]
    [InlineData("System.Net.HttpWebRequest", "GetResponse", 0, "System.Net.WebRequest::GetResponse")]
    [InlineData("System.Security.Cryptography.RijndaelManaged", "CreateDecryptor", 2, "System.Security.Cryptography.SymmetricAlgorithm::CreateDecryptor")]
    [InlineData("System.Collections.Generic.IList`1", "Add", 1, "System.Collections.Generic.ICollection`1::Add")]
    [InlineData("System.Management.ManagementClass", "InvokeMethod", 2, "System.Management.ManagementObject::InvokeMethod")]
    [InlineData("System.DirectoryServices.AccountManagement.UserPrincipal", "SetPassword", 1, "System.DirectoryServices.AccountManagement.AuthenticablePrincipal::SetPassword")]
    [InlineData("System.Management.Automation.PowerShell", "AddScript", 1, "System.Management.Automation.PowerShell::AddScript")]
    [InlineData("System.AppDomain", "DefineDynamicAssembly", 2, "System.AppDomain::DefineDynamicAssembly")]
    [InlineData("System.IDisposable", "GetType", 0, "System.Object::GetType")]
    public void A_member_is_named_by_the_type_that_declared_it_first(string type, string member, int arguments, string expected)
    {
        Assert.Equal(expected, FrameworkTable.Default.FindType(type)!.FindMember(member, argumentCount: arguments)!.FullName);
    }

    [Fact]
    public void Names_are_found_without_regard_to_case_and_spelled_as_declared()
    {
        var type = FrameworkTable.Default.FindType("system.net.webclient", ignoreCase: true)!;

        Assert.Null(FrameworkTable.Default.FindType("system.net.webclient"));
        Assert.Equal("System.Net.WebClient", type.FullName);
        Assert.Equal("System.Net.WebClient::DownloadString", type.FindMember("downloadstring", ignoreCase: true)!.FullName);
        Assert.Null(type.FindMember("downloadstring"));
    }

    [Fact]
    public void Properties_and_events_are_named_by_their_accessors()
    {
        var process = FrameworkTable.Default.FindType("System.Diagnostics.ProcessStartInfo")!.FindMember("FileName")!;

        Assert.Equal(("System.Diagnostics.ProcessStartInfo::get_FileName", "System.Diagnostics.ProcessStartInfo::set_FileName", true), (process.Getter, process.Setter, process.CanWrite));
        Assert.Equal("System.AppDomain::add_AssemblyResolve", FrameworkTable.Default.FindType("System.AppDomain")!.FindMember("AssemblyResolve")!.FullName);
    }

    [Fact]
    public void The_type_of_what_a_member_gives_is_spelled_in_full()
    {
        Assert.Equal("System.Threading.Tasks.Task`1<System.String>", FrameworkTable.Default.FindType("System.Net.Http.HttpClient")!.FindMember("GetStringAsync")!.ReturnType);
        Assert.Null(FrameworkTable.Default.FindType("System.IO.File")!.FindMember("Delete")!.ReturnType);
    }

    [Fact]
    public void The_number_of_arguments_chooses_among_overloads_of_different_types()
    {
        var process = FrameworkTable.Default.FindType("System.Diagnostics.Process")!;

        Assert.Null(process.FindMember("WaitForExit", argumentCount: 0)!.ReturnType);
        Assert.Equal("System.Boolean", process.FindMember("WaitForExit", argumentCount: 1)!.ReturnType);
    }

    [Fact]
    public void Members_of_enumerations_have_their_value()
    {
        Assert.Equal("2", FrameworkTable.Default.FindType("System.Net.Sockets.SocketType")!.FindMember("Dgram")!.Constant);
    }

    [Fact]
    public void Extension_methods_are_found_by_name()
    {
        var select = FrameworkTable.Default.FindExtensions("Where").First(member => member.DeclaringType.FullName == "System.Linq.Enumerable");

        Assert.Equal("System.Collections.Generic.IEnumerable`1<!!0>", select.Overloads[0].Parameters![0].Type);
        Assert.Equal("System.Func`2<!!0,System.Boolean>", select.Overloads[0].Parameters![1].Type);
    }

    [Fact]
    public void Every_line_of_the_tables_can_be_read()
    {
        Assert.True(FrameworkTable.Default.Types.Count > 3800);
        Assert.All(FrameworkTable.Default.Types, type =>
        {
            Assert.Matches(@"^[\w.+`<>]+$", type.FullName);
            Assert.All(type.Members, member => Assert.NotEmpty(member.Name));
            Assert.NotEmpty(type.WithBases());
        });
    }

    [Fact]
    public void Namespaces_are_told_from_types()
    {
        Assert.True(FrameworkTable.Default.IsNamespace("System.Security"));
        Assert.False(FrameworkTable.Default.IsNamespace("System.String"));
    }
}
