using System.Net.Http.Headers;
using Assay.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

/// <summary>Makes requests in a role.</summary>
internal static class Access
{
    /// <summary>Makes a token of a role in a server's database.</summary>
    public static string Token(this PortalServer server, PortalRole role, int days = 1) =>
        server.Services.GetRequiredService<TokenStore>().Create($"{role} {Guid.NewGuid():N}", role, days, null, "test").Text;

    /// <summary>Sends a request with a token, or without one.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this PortalServer server, HttpMethod method, string address, string? token = null, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>A form as a browser sends it.</summary>
    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>The body as text.</summary>
    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
