// Prints what a URL answers, as Java's own client gets it.
import java.net.HttpURLConnection;
import java.net.URL;

class Get {
  public static void main(String[] words) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(words[0]).openConnection();
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(20_000);
    connection.getInputStream().transferTo(System.out);
  }
}
