using System.Text;
using Assay.TestInputs;

namespace Assay.Fuzz.Seeds;

/// <summary>Small XML documents of packages.</summary>
internal static class ManifestSeeds
{
    public static IEnumerable<byte[]> Nuspecs() => Texts(NupkgBuilder.Manifest(), NupkgBuilder.Manifest("A.B", "1.2.3-rc.1+build", """
        <license type="expression">MIT OR Apache-2.0</license><licenseUrl>https://example.invalid/l</licenseUrl><projectUrl>https://example.invalid/</projectUrl><icon>i.png</icon><readme>r.md</readme>
        <repository type="git" url="https://example.invalid/r.git" commit="0123456789012345678901234567890123456789" /><tags>a b</tags><packageTypes><packageType name="DotnetTool" /></packageTypes>
        <dependencies><group targetFramework="net8.0"><dependency id="C" version="[1.0,2.0)" exclude="Build" /></group><dependency id="D" version="1.0" /></dependencies>
        <frameworkReferences><group targetFramework="net8.0"><frameworkReference name="Microsoft.WindowsDesktop.App" /></group></frameworkReferences>
        <contentFiles><files include="any/any/a.txt" buildAction="Content" copyToOutput="true" /></contentFiles><references><reference file="a.dll" /></references>
        """));

    public static IEnumerable<byte[]> PackagingParts() => Texts(
        """<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Sample.nuspec" Id="R1" /></Relationships>""",
        """<?xml version="1.0" encoding="utf-8"?><coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><dc:creator>a</dc:creator><dc:identifier>Sample</dc:identifier><version>1.0.0</version></coreProperties>""");

    public static IEnumerable<byte[]> InstalledModules() => Texts("""
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>Microsoft.PowerShell.Commands.PSRepositoryItemInfo</T></TN><MS>
          <S N="Name">Sample</S><S N="Version">1.2.0</S><DT N="InstalledDate">2026-01-31T00:00:00Z</DT><S N="Repository">Gallery_x000A_</S>
          <Obj N="Includes" RefId="1"><DCT><En><S N="Key">Function</S><Obj N="Value" RefId="2"><LST><S>Get-Sample</S></LST></Obj></En></DCT></Obj></MS></Obj></Objs>
        """);

    public static IEnumerable<byte[]> BuildFiles() => Texts("""
        <Project InitialTargets="Start" xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><Import Project="$(MSBuildThisFileDirectory)a.props" Condition="Exists('a.props')" />
          <PropertyGroup><A>b</A><B Condition="'$(A)' == 'b' And '$(C)' != ''">$(A.Replace('b', 'c'))$([System.IO.Path]::Combine('x', $(A)))$([MSBuild]::Add(1, 2))</B><D>$([System.Text.Encoding]::UTF8.GetString($([System.Convert]::FromBase64String('aGk='))))</D></PropertyGroup>
          <UsingTask TaskName="T" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.Core.dll"><ParameterGroup><X ParameterType="System.String" /></ParameterGroup><Task><Using Namespace="System" /><Code Type="Fragment" Language="cs"><![CDATA[System.Console.WriteLine(X);]]></Code></Task></UsingTask>
          <ItemGroup><Compile Include="**/*.cs" Exclude="$(A);b" /><Up Update="@(Compile->'%(Filename)%24')" /></ItemGroup>
          <Target Name="Start" BeforeTargets="Build" Inputs="a" Outputs="b" DependsOnTargets="$(X)"><Exec Command="cmd /c &quot;$(B)&quot; &amp; powershell -c iex" WorkingDirectory="x"><Output TaskParameter="ExitCode" PropertyName="Code" /></Exec><T X="1" /><DownloadFile SourceUrl="https://example.invalid/a" DestinationFolder="b" /><WriteLinesToFile File="a" Lines="b" /><CallTarget Targets="C" /></Target>
          <Choose><When Condition="true"><PropertyGroup><E>1</E></PropertyGroup></When><Otherwise /></Choose>
        </Project>
        """);

    public static IEnumerable<byte[]> PowerShellXml() => Texts(
        """<Configuration><ViewDefinitions><View><Name>a</Name><TableControl><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><ScriptBlock>$_.Name; iex 'x'</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>""",
        """<Types><Type><Name>System.Array</Name><Members><ScriptProperty><Name>a</Name><GetScriptBlock>$this.Count</GetScriptBlock><SetScriptBlock>1</SetScriptBlock></ScriptProperty><ScriptMethod><Name>b</Name><Script>2</Script></ScriptMethod><CodeMethod><Name>c</Name><CodeReference><TypeName>A.B</TypeName><MethodName>Run</MethodName></CodeReference></CodeMethod></Members></Type></Types>""");

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);
}
